package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Decisions, notices, captures and the refund at the end. */
@PromoteTest
class DeliveryTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final UUID creator = UUID.randomUUID();
    private final UUID viewer = UUID.randomUUID();

    private Response settled(UUID campaign) {
        var reply = Campaigns.awaitState(creator, campaign, "SETTLED");
        var hold = FakeWallet.holdOf(campaign);
        assertThat(hold.left()).isZero();
        assertThat(reply.<Integer>path("money.capturedCoins").longValue()).isEqualTo(hold.captured);
        assertThat(reply.<Integer>path("money.refundedCoins").longValue()).isEqualTo(hold.amount - hold.captured);
        return reply;
    }

    private void cancel(UUID campaign) {
        Campaigns.step(creator, campaign, "cancel", Campaigns.key()).then().statusCode(200);
    }

    @Test
    void a_viewer_is_shown_the_campaign_and_the_impression_is_billed_once() {
        var campaign = Campaigns.active(creator, 2);
        var decision = Campaigns.decide(viewer);
        decision.then()
                .statusCode(200)
                .body("campaignId", equalTo(campaign.toString()))
                .body("creative.title", equalTo("Skin Prep tonight"))
                .body("creative.link", equalTo("https://example.com/skin-prep"));
        Campaigns.get(creator, campaign).then().body("money.reservedMicros", equalTo(50_000));
        var notice = decision.<String>path("notice");
        var billed = Campaigns.notice(viewer, notice);
        billed.then().statusCode(200).body("verdict", equalTo("BILLED")).body("billedMicros", equalTo(50_000));
        var before = Tables.state();
        var again = Campaigns.notice(viewer, notice);
        again.then().statusCode(200);
        assertThat(again.asString()).isEqualTo(billed.asString());
        assertThat(Tables.state()).isEqualTo(before);
        Campaigns.get(creator, campaign)
                .then()
                .body("money.billedMicros", equalTo(50_000))
                .body("money.reservedMicros", equalTo(0));
    }

    @Test
    void an_owner_is_never_shown_own_campaigns() {
        Campaigns.active(creator, 2);
        Campaigns.as(creator, "creator", "viewer")
                .body(Map.of("placement", "for-you"))
                .post("/v1/ad-decisions")
                .then()
                .statusCode(204);
    }

    @Test
    void a_paused_campaign_is_not_shown() {
        var campaign = Campaigns.active(creator, 2);
        Campaigns.step(creator, campaign, "pause", "").then().statusCode(200).body("state", equalTo("PAUSED"));
        Campaigns.decide(viewer).then().statusCode(204);
        Campaigns.step(creator, campaign, "resume", "").then().statusCode(200).body("state", equalTo("ACTIVE"));
        Campaigns.decide(viewer).then().statusCode(200);
    }

    @Test
    void a_forged_an_altered_and_anothers_notice_change_nothing() {
        Campaigns.active(creator, 2);
        var notice = Campaigns.decide(viewer).<String>path("notice");
        var before = Tables.state();
        var at = notice.indexOf('.') + 5;
        var altered = notice.substring(0, at) + (notice.charAt(at) == 'A' ? 'B' : 'A') + notice.substring(at + 1);
        Campaigns.notice(viewer, altered).then().spec(problem(422, "NOTICE_FORGED"));
        Campaigns.notice(viewer, "k1.Zm9yZ2Vk.c2lnbmF0dXJl").then().spec(problem(422, "NOTICE_FORGED"));
        Campaigns.notice(UUID.randomUUID(), notice).then().spec(problem(422, "NOTICE_FORGED"));
        Campaigns.notice(viewer, "").then().spec(problem(400, "INVALID_REQUEST"));
        assertThat(Tables.state()).isEqualTo(before);
        Campaigns.notice(viewer, notice).then().body("verdict", equalTo("BILLED"));
    }

    @Test
    void a_late_notice_is_recorded_and_not_billed() {
        var campaign = Campaigns.active(creator, 2);
        var decision = Campaigns.decide(viewer);
        var notice = decision.<String>path("notice");
        var expiresAt = Instant.parse(decision.path("expiresAt"));
        await().atMost(LONGEST).until(() -> Instant.now().isAfter(expiresAt));
        Campaigns.notice(viewer, notice)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("LATE"))
                .body("billedMicros", equalTo(0));
        Campaigns.notice(viewer, notice).then().statusCode(200).body("verdict", equalTo("LATE"));
        assertThat(Tables.count("SELECT * FROM late_notice WHERE impression = '" + decision.path("impressionId") + "'"))
                .isEqualTo(1);
        await().atMost(LONGEST)
                .until(() -> Campaigns.get(creator, campaign).path("money.freeMicros"), equalTo(2_000_000));
    }

    @Test
    void what_is_billed_is_captured_in_full_coins_and_the_rest_is_refunded_exactly() {
        var campaign = Campaigns.active(creator, 5);
        Campaigns.see(viewer, 23);
        await().atMost(LONGEST).until(() -> FakeWallet.holdOf(campaign).captured == 1);
        Campaigns.see(viewer, 20);
        cancel(campaign);
        settled(campaign)
                .then()
                .body("money.capturedCoins", equalTo(2))
                .body("money.refundedCoins", equalTo(3))
                .body("endedAs", equalTo("CANCELLED"));
        assertThat(FakeWallet.available(creator)).isEqualTo(3);
        assertThat(Tables.text("SELECT forgiven FROM budget WHERE campaign = '" + campaign + "'"))
                .as("three impressions that make no coin")
                .isEqualTo("150000");
    }

    @Test
    void a_cancelled_campaign_waits_for_the_notices_that_are_out() {
        var campaign = Campaigns.active(creator, 1);
        Campaigns.see(viewer, 19);
        var notice = Campaigns.decide(viewer).<String>path("notice");
        cancel(campaign);
        Campaigns.decide(viewer).then().statusCode(204);
        Campaigns.notice(viewer, notice).then().body("verdict", equalTo("BILLED"));
        settled(campaign).then().body("money.capturedCoins", equalTo(1)).body("money.refundedCoins", equalTo(0));
        assertThat(Tables.count("SELECT * FROM refund WHERE campaign = '" + campaign + "'"))
                .as("nothing is left to void")
                .isZero();
    }

    @Test
    void a_notice_that_never_comes_back_costs_nothing() {
        var campaign = Campaigns.active(creator, 1);
        Campaigns.decide(viewer).then().statusCode(200);
        cancel(campaign);
        settled(campaign).then().body("money.refundedCoins", equalTo(1));
    }

    @Test
    void a_campaign_whose_budget_is_used_up_completes() {
        var campaign = Campaigns.active(creator, 1);
        Campaigns.see(viewer, 20);
        settled(campaign)
                .then()
                .body("endedAs", equalTo("COMPLETED"))
                .body("reason", equalTo("BUDGET_EXHAUSTED"))
                .body("money.capturedCoins", equalTo(1));
    }

    @Test
    void a_campaign_whose_flight_is_over_completes() {
        FakeWallet.give(creator, 3);
        var body = Campaigns.body(Campaigns.content(creator), 3, "Serums");
        body.put("endsAt", Instant.now().plusSeconds(8).toString());
        var campaign = Campaigns.draft(creator, body);
        Campaigns.step(creator, campaign, "submit", Campaigns.key()).then().statusCode(200);
        settled(campaign).then().body("endedAs", equalTo("COMPLETED")).body("reason", equalTo("FLIGHT_OVER"));
        assertThat(FakeWallet.available(creator)).isEqualTo(3);
    }

    @Test
    void decisions_at_once_never_promise_more_than_a_tiny_budget() throws Exception {
        var campaign = Campaigns.active(creator, 1);
        var token = TokenIssuerResource.current().tokenFor(viewer, "viewer");
        var asks = new ArrayList<Callable<Response>>();
        for (int ask = 0; ask < 60; ask++) {
            asks.add(() ->
                    Campaigns.with(token).body(Map.of("placement", "for-you")).post("/v1/ad-decisions"));
        }
        var threads = Executors.newFixedThreadPool(8);
        var notices = new ArrayList<String>();
        try {
            for (var reply : threads.invokeAll(asks)) {
                if (reply.get().statusCode() == 200) {
                    notices.add(reply.get().path("notice"));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(notices).isNotEmpty();
        var billed = notices.stream()
                .map(notice -> Campaigns.notice(viewer, notice).<String>path("verdict"))
                .filter("BILLED"::equals)
                .count();
        assertThat(billed).isLessThanOrEqualTo(20);
        cancel(campaign);
        settled(campaign);
        assertThat(Tables.text(
                        "SELECT coalesce(sum(billing.micros), 0) FROM billing JOIN lease ON lease.id = lease WHERE campaign = '"
                                + campaign + "'"))
                .isEqualTo(String.valueOf(billed * 50_000));
    }

    @Test
    void while_the_wallet_is_down_captures_wait_and_delivery_goes_on() {
        var campaign = Campaigns.active(creator, 3);
        FakeWallet.stub().stop();
        Campaigns.see(viewer, 20);
        await().atMost(LONGEST)
                .until(() -> Tables.count("SELECT * FROM capture WHERE campaign = '" + campaign + "'") == 1);
        Campaigns.see(viewer, 20);
        cancel(campaign);
        Campaigns.awaitState(creator, campaign, "SETTLING");
        FakeWallet.stub().start();
        settled(campaign).then().body("money.capturedCoins", equalTo(2)).body("money.refundedCoins", equalTo(1));
    }

    @Test
    void a_lost_reply_to_a_capture_captures_nothing_twice() {
        var campaign = Campaigns.active(creator, 3);
        FakeWallet.dropReplies(3);
        Campaigns.see(viewer, 20);
        await().atMost(LONGEST).until(() -> Campaigns.get(creator, campaign).path("money.capturedCoins"), equalTo(1));
        cancel(campaign);
        settled(campaign).then().body("money.capturedCoins", equalTo(1)).body("money.refundedCoins", equalTo(2));
    }

    @Test
    void a_chargeback_ends_the_campaign_and_nothing_is_captured_any_more() {
        var campaign = Campaigns.active(creator, 3);
        Campaigns.see(viewer, 21);
        await().atMost(LONGEST).until(() -> FakeWallet.holdOf(campaign).captured == 1);
        var out = Campaigns.decide(viewer).<String>path("notice");
        FakeWallet.chargeBack(campaign);
        settled(campaign)
                .then()
                .body("reason", equalTo("CHARGEBACK"))
                .body("money.capturedCoins", equalTo(1))
                .body("money.refundedCoins", equalTo(2));
        Campaigns.notice(viewer, out).then().body("verdict", equalTo("LATE"));
        assertThat(FakeWallet.available(creator))
                .as("the coins went the chargeback's way")
                .isZero();
    }

    @Test
    void a_chargeback_that_a_capture_learns_of_first_ends_it_too() {
        var campaign = Campaigns.active(creator, 3);
        var hold = FakeWallet.holdOf(campaign);
        hold.voided = hold.amount;
        Campaigns.see(viewer, 20);
        Campaigns.awaitState(creator, campaign, "SETTLED")
                .then()
                .body("reason", equalTo("CHARGEBACK"))
                .body("money.capturedCoins", equalTo(0))
                .body("money.refundedCoins", equalTo(3));
    }

    @Test
    void delivery_and_money_are_measured() {
        var campaign = Campaigns.active(creator, 2);
        var before = metric("coinstage_billed_micros_total");
        Campaigns.see(viewer, 20);
        assertThat(metric("coinstage_billed_micros_total") - before).isEqualTo(1_000_000);
        cancel(campaign);
        settled(campaign);
        assertThat(metric("coinstage_captured_coins_total")).isPositive();
        assertThat(metric("coinstage_refunded_coins_total{by=\"refund\"}")).isPositive();
        assertThat(metric("coinstage_notices_total{verdict=\"BILLED\"}")).isGreaterThanOrEqualTo(20);
        assertThat(metric("coinstage_budgets_broken_budgets")).isZero();
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
