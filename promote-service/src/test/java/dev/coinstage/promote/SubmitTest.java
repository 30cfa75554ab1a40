package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.coinstage.testing.PeerReply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From submit to the decision, whatever wallet and fraud-service do. */
@PromoteTest
class SubmitTest {

    private final UUID creator = UUID.randomUUID();

    private static void awaitAsked(int requests) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> FakeWallet.stub().requests().size() >= requests);
    }

    @Test
    void the_budget_is_held_in_full_and_the_campaign_starts() {
        FakeWallet.give(creator, 700);
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        Campaigns.awaitState(creator, campaign, "ACTIVE")
                .then()
                .body("priceMicros", equalTo(50_000))
                .body("money.heldCoins", equalTo(500))
                .body("money.capturedCoins", equalTo(0))
                .body("money.freeMicros", equalTo(500_000_000));
        assertThat(FakeWallet.available(creator)).isEqualTo(200);
        assertThat(FakeWallet.holdOf(campaign).amount).isEqualTo(500);
    }

    @Test
    void a_campaign_of_later_is_scheduled() {
        FakeWallet.give(creator, 5);
        var body = Campaigns.body(Campaigns.content(creator), 5, "Serums");
        body.put("startsAt", Instant.now().plusSeconds(600).toString());
        var campaign = Campaigns.draft(creator, body);
        Campaigns.step(creator, campaign, "submit", Campaigns.key()).then().statusCode(200);
        Campaigns.awaitState(creator, campaign, "SCHEDULED");
        Campaigns.step(creator, campaign, "pause", "").then().body("state", equalTo("PAUSED"));
        Campaigns.step(creator, campaign, "resume", "").then().body("state", equalTo("SCHEDULED"));
    }

    @Test
    void submitting_again_holds_nothing_more() {
        FakeWallet.give(creator, 10);
        var campaign = Campaigns.draft(creator, 5, "Serums");
        var key = Campaigns.key();
        Campaigns.step(creator, campaign, "submit", key)
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING_REVIEW"));
        Campaigns.step(creator, campaign, "submit", key)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("state", equalTo("PENDING_REVIEW"));
        Campaigns.step(creator, campaign, "submit", Campaigns.key()).then().spec(problem(409, "CAMPAIGN_STATE"));
        Campaigns.awaitState(creator, campaign, "ACTIVE");
        assertThat(FakeWallet.holdsOf(campaign)).isEqualTo(1);
        assertThat(FakeWallet.available(creator)).isEqualTo(5);
    }

    @Test
    void without_coins_it_is_rejected_and_nothing_is_held() {
        FakeWallet.give(creator, 499);
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        Campaigns.awaitState(creator, campaign, "REJECTED")
                .then()
                .body("reason", equalTo("INSUFFICIENT_FUNDS"))
                .body("money", nullValue());
        assertThat(FakeWallet.available(creator)).isEqualTo(499);
        assertThat(FakeFraud.stub().requests()).isEmpty();
    }

    @Test
    void a_frozen_account_holds_nothing() {
        FakeWallet.give(creator, 500);
        FakeWallet.freeze(creator);
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        Campaigns.awaitState(creator, campaign, "REJECTED").then().body("reason", equalTo("ACCOUNT_FROZEN"));
    }

    @Test
    void while_the_wallet_is_down_it_waits() {
        FakeWallet.give(creator, 500);
        FakeWallet.stub().stop();
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Long.parseLong(Tables.text(
                                "SELECT max(attempts) FROM outgoing_command WHERE subject = '" + campaign + "'"))
                        >= 2);
        Campaigns.get(creator, campaign).then().body("state", equalTo("PENDING_REVIEW"));
        FakeWallet.stub().start();
        Campaigns.awaitState(creator, campaign, "ACTIVE");
        assertThat(FakeWallet.holdsOf(campaign)).isEqualTo(1);
    }

    @Test
    void a_lost_reply_is_asked_for_with_the_same_key() {
        FakeWallet.give(creator, 1000);
        FakeWallet.dropReplies(2);
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        Campaigns.awaitState(creator, campaign, "ACTIVE");
        var keys = new HashSet<String>();
        FakeWallet.stub().requests().stream()
                .filter(request -> request.body().contains(campaign.toString()))
                .forEach(request -> keys.add(request.headers().get("idempotency-key")));
        assertThat(keys).hasSize(1);
        awaitAsked(3);
        assertThat(FakeWallet.available(creator)).isEqualTo(500);
    }

    @Test
    void while_fraud_service_is_down_nothing_is_shown() {
        FakeWallet.give(creator, 5);
        FakeFraud.stub()
                .on("POST", "/internal/v1/decisions", request -> PeerReply.json(503, "{\"code\":\"NOT_READY\"}"));
        var campaign = Campaigns.submitted(creator, 5, "Serums");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> FakeFraud.stub().requests().size() >= 2);
        Campaigns.get(creator, campaign).then().body("state", equalTo("PENDING_REVIEW"));
        Campaigns.decide(UUID.randomUUID()).then().statusCode(204);
        FakeFraud.begin();
        Campaigns.awaitState(creator, campaign, "ACTIVE");
    }

    @Test
    void a_blocked_campaign_is_rejected_and_gets_its_coins_back() {
        FakeWallet.give(creator, 500);
        var campaign = Campaigns.submitted(creator, 500, "BLOCK this");
        Campaigns.awaitState(creator, campaign, "REJECTED").then().body("reason", equalTo("LINK_SUSPICIOUS"));
        awaitRefund(campaign, 500);
    }

    private void awaitRefund(UUID campaign, int coins) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Campaigns.get(creator, campaign).path("money.refundedCoins"), equalTo(coins));
        assertThat(FakeWallet.available(creator)).isEqualTo(coins);
        assertThat(FakeWallet.holdOf(campaign).left()).isZero();
    }

    @Test
    void a_reviewed_campaign_waits_for_the_case_and_starts_when_it_is_approved() {
        for (var title : new String[] {"REVIEW this", "CHALLENGE this"}) {
            FakeWallet.give(creator, 5);
            var campaign = Campaigns.submitted(creator, 5, title);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Tables.count(
                                    "SELECT * FROM outgoing_command WHERE action = 'campaign.review' AND state = 'DONE' AND subject = '"
                                            + campaign + "'")
                            == 1);
            Campaigns.get(creator, campaign).then().body("state", equalTo("PENDING_REVIEW"));
            FakeFraud.decideCase(campaign, "APPROVED");
            Campaigns.awaitState(creator, campaign, "ACTIVE");
        }
    }

    @Test
    void a_denied_campaign_gets_its_coins_back() {
        FakeWallet.give(creator, 5);
        var campaign = Campaigns.submitted(creator, 5, "REVIEW this");
        await().atMost(Duration.ofSeconds(20)).until(() -> FakeWallet.holdsOf(campaign) == 1);
        FakeFraud.decideCase(campaign, "DENIED");
        Campaigns.awaitState(creator, campaign, "REJECTED").then().body("reason", equalTo("REVIEW_DENIED"));
        awaitRefund(campaign, 5);
    }

    @Test
    void one_that_is_cancelled_before_the_wallet_answers_gets_its_coins_back() {
        FakeWallet.give(creator, 500);
        FakeWallet.stub().stop();
        var campaign = Campaigns.submitted(creator, 500, "Skin Prep tonight");
        Campaigns.step(creator, campaign, "cancel", Campaigns.key()).then().body("state", equalTo("CANCELLED"));
        FakeWallet.stub().start();
        Campaigns.awaitState(creator, campaign, "SETTLED")
                .then()
                .body("endedAs", equalTo("CANCELLED"))
                .body("money.refundedCoins", equalTo(500));
        assertThat(FakeWallet.available(creator)).isEqualTo(500);
        assertThat(FakeFraud.stub().requests()).isEmpty();
    }

    @Test
    void one_that_nobody_judged_in_its_flight_gets_its_coins_back() {
        FakeWallet.give(creator, 5);
        var body = Campaigns.body(Campaigns.content(creator), 5, "REVIEW this");
        body.put("endsAt", Instant.now().plusSeconds(8).toString());
        var campaign = Campaigns.draft(creator, body);
        Campaigns.step(creator, campaign, "submit", Campaigns.key()).then().statusCode(200);
        Campaigns.awaitState(creator, campaign, "REJECTED").then().body("reason", equalTo("FLIGHT_OVER"));
        awaitRefund(campaign, 5);
    }

    @Test
    void a_chargeback_that_comes_before_the_answer_to_the_hold_ends_it() {
        FakeWallet.give(creator, 5);
        FakeWallet.dropReplies(4);
        var campaign = Campaigns.submitted(creator, 5, "Serums");
        await().atMost(Duration.ofSeconds(20)).until(() -> FakeWallet.holdsOf(campaign) == 1);
        FakeWallet.chargeBack(campaign);
        Campaigns.awaitState(creator, campaign, "SETTLED")
                .then()
                .body("reason", equalTo("CHARGEBACK"))
                .body("money.capturedCoins", equalTo(0));
        assertThat(FakeWallet.available(creator)).isZero();
        assertThat(FakeFraud.stub().requests()).isEmpty();
    }
}
