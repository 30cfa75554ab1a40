package dev.coinstage.fraud;

import static dev.coinstage.fraud.FraudCalls.decided;
import static dev.coinstage.fraud.FraudCalls.id;
import static dev.coinstage.fraud.FraudCalls.key;
import static dev.coinstage.fraud.FraudCalls.purchase;
import static dev.coinstage.fraud.FraudCalls.rows;
import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chargeback from its notice to what the wallet carried out, with a wallet that fails on the way. */
@FraudTest
class DisputeTest {

    private static final Duration LONG = Duration.ofSeconds(40);

    private final UUID buyer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID dispute = id();
    private final UUID purchase = id();
    private PeerStub wallet;

    @BeforeEach
    void the_wallet_answers() {
        wallet = PeersResource.stub("wallet-service");
        wallet.start();
        wallet.reset();
        wallet.on(
                "POST",
                "/internal/v1/postings",
                request -> PeerReply.json(200, "{\"results\":[{\"status\":\"POSTED\"}]}"));
        wallet.on("GET", "/internal/v1/purchases/" + purchase + "/lineage", request -> PeerReply.json(200, lineage()));
    }

    private String lineage() {
        return """
                {"purchaseId":"%s","buyerId":"%s","store":"CARD","coins":700,"unspent":200,"news":1,
                 "gifts":[{"postingId":"%s","creatorId":"%s","coins":300,"diamonds":150},
                          {"postingId":"%s","creatorId":"%s","coins":100,"diamonds":50},
                          {"postingId":"%s","creatorId":"%s","coins":50,"diamonds":25}],
                 "campaigns":[{"holdPostingId":"%s","reference":"c-1","coins":50}],"reversed":false}""".formatted(purchase, buyer, id(), creator, id(), creator, id(), other, id());
    }

    private String notice() {
        return """
                {"disputeId":"%s","purchaseId":"%s","buyerId":"%s","coins":700,"currency":"USD","amountMinor":999,"reason":"fraudulent",
                 "postingId":"%s"}""".formatted(dispute, purchase, buyer, id());
    }

    private void publishNotice() {
        wallet.feed().publish("wallet.chargeback-received", key(), notice());
    }

    private void publishCarriedOut() {
        wallet.feed().publish("wallet.chargeback-carried-out", key(), """
                {"disputeId":"%s","purchaseId":"%s","buyerId":"%s","coinsRecovered":250,"coinsOwed":450,
                 "creators":[{"creatorId":"%s","diamondsRecovered":200,"diamondsOwed":0}],"campaigns":[]}""".formatted(dispute, purchase, buyer, creator));
    }

    private void awaitStep(String step) {
        await().atMost(LONG)
                .untilAsserted(() -> FraudCalls.analyst()
                        .get("/v1/disputes/" + dispute)
                        .then()
                        .statusCode(200)
                        .body("step", equalTo(step)));
    }

    private List<String> restrictions() {
        return rows(
                "SELECT kind, user_id, lifted_at IS NULL FROM restriction WHERE case_id = (SELECT case_id FROM dispute WHERE id = '"
                        + dispute + "') ORDER BY kind DESC, imposed_at, user_id");
    }

    private String caseId() {
        return FraudCalls.analyst().get("/v1/disputes/" + dispute).path("caseId");
    }

    @Test
    void a_chargeback_is_traced_restricts_everybody_that_it_touches_and_is_clawed_back() {
        publishNotice();
        awaitStep("TRACED");
        assertThat(restrictions())
                .containsExactlyInAnyOrder(
                        "SPENDING " + buyer + " t", "PAYOUT " + creator + " t", "PAYOUT " + other + " t");
        assertThat(FraudCalls.eventsAbout(dispute)).containsExactly("fraud.dispute.opened", "fraud.dispute.decided");
        assertThat(rows(
                        "SELECT data ->> 'decision', data ->> 'purchaseId', data ->> 'userId' FROM event_outbox WHERE subject = '"
                                + dispute + "' AND type = 'fraud.dispute.decided'"))
                .containsExactly("CLAW_BACK " + purchase + " " + buyer);
        await().untilAsserted(
                        () -> assertThat(rows("SELECT enforcement FROM restriction WHERE user_id = '" + buyer + "'"))
                                .containsExactly("FROZEN"));
        FraudCalls.analyst()
                .get("/v1/disputes/" + dispute)
                .then()
                .body("state", equalTo("NEEDS_RESPONSE"))
                .body("decision", equalTo("CLAW_BACK"))
                .body("lineage.unspent", equalTo(200))
                .body("lineage.gifts.coins", contains(300, 100, 50))
                .body("lineage.creators", contains(creator.toString(), other.toString()))
                .body("lineage.campaigns.reference", contains("c-1"));
        FraudCalls.analyst()
                .get("/v1/cases/" + caseId())
                .then()
                .body("action", equalTo("CHARGEBACK"))
                .body("subjectId", equalTo(dispute.toString()));
        publishCarriedOut();
        awaitStep("CARRIED_OUT");
        FraudCalls.analyst()
                .queryParam("userId", buyer)
                .get("/v1/disputes")
                .then()
                .statusCode(200)
                .body("items.disputeId", contains(dispute.toString()))
                .body("items[0].recovery.coinsOwed", equalTo(450))
                .body("items[0].recovery.creators.diamondsRecovered", contains(200));
    }

    @Test
    void decisions_know_of_the_chargeback() {
        publishNotice();
        awaitStep("TRACED");
        decided(purchase(buyer, 100, Map.of()))
                .then()
                .body("outcome", equalTo("BLOCK"))
                .body("reasonCodes", contains("SPENDING_RESTRICTED", "EARLIER_CHARGEBACKS"));
        decided(FraudCalls.payout(creator, id(), 100, Instant.now().toString()))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("reasonCodes", contains("PAYOUT_RESTRICTED", "OPEN_DISPUTE"));
    }

    @Test
    void an_approved_case_lifts_the_creators_restrictions_and_not_the_viewers() {
        publishNotice();
        awaitStep("TRACED");
        FraudCalls.analyst()
                .header("Idempotency-Key", key())
                .header("If-Match", "\"1\"")
                .body(Map.of("verdict", "APPROVED", "reason", "The creators knew nothing."))
                .post("/v1/cases/" + caseId() + "/decision")
                .then()
                .statusCode(200);
        assertThat(restrictions())
                .containsExactlyInAnyOrder(
                        "SPENDING " + buyer + " t", "PAYOUT " + creator + " f", "PAYOUT " + other + " f");
        decided(FraudCalls.payout(creator, id(), 100, Instant.now().toString()))
                .then()
                .body("outcome", equalTo("ALLOW"));
    }

    @Test
    void a_case_that_was_approved_before_the_lineage_is_known_holds_no_creator() {
        wallet.on("GET", "/internal/v1/purchases/" + purchase, request -> PeerReply.json(503, "{}"));
        publishNotice();
        awaitStep("NOTICED");
        FraudCalls.analyst()
                .header("Idempotency-Key", key())
                .header("If-Match", "\"1\"")
                .body(Map.of("verdict", "APPROVED", "reason", "The creators knew nothing."))
                .post("/v1/cases/" + caseId() + "/decision")
                .then()
                .statusCode(200);
        wallet.on("GET", "/internal/v1/purchases/" + purchase, request -> PeerReply.json(200, lineage()));
        awaitStep("TRACED");
        assertThat(restrictions()).containsExactly("SPENDING " + buyer + " t");
        assertThat(FraudCalls.eventsAbout(dispute)).containsExactly("fraud.dispute.opened", "fraud.dispute.decided");
    }

    @Test
    void purchases_that_only_the_wallet_tells_of_are_counted() {
        for (var number = 0; number < 5; number++) {
            wallet.feed().publish("wallet.purchase", key(), """
                    {"store":"APP_STORE","storeTransactionId":"1","buyerId":"%s","productId":"p","quantity":1,"coins":100,"currency":"EUR",
                     "amountMinor":139,"region":"DE","purchasedAt":"2026-11-26T00:00:00Z"}""".formatted(buyer));
        }
        awaitFeedIsRead();
        decided(purchase(buyer, 100, Map.of())).then().body("reasonCodes", contains("PURCHASES_FREQUENT"));
    }

    @Test
    void a_denied_case_leaves_them() {
        publishNotice();
        awaitStep("TRACED");
        FraudCalls.analyst()
                .header("Idempotency-Key", key())
                .header("If-Match", "\"1\"")
                .body(Map.of("verdict", "DENIED", "reason", "They are one ring."))
                .post("/v1/cases/" + caseId() + "/decision")
                .then()
                .statusCode(200);
        assertThat(restrictions())
                .allMatch(restriction -> restriction.endsWith(" t"))
                .hasSize(3);
    }

    @Test
    void coins_stay_frozen_while_another_restriction_asks_for_it() {
        publishNotice();
        awaitStep("TRACED");
        var lead = UUID.randomUUID();
        String second = FraudCalls.as(lead, "security-lead")
                .header("Idempotency-Key", key())
                .body(Map.of("userId", buyer, "kind", "SPENDING", "reasonCode", "UNDER_INVESTIGATION"))
                .post("/v1/restrictions")
                .path("restrictionId");
        var first = rows("SELECT id FROM restriction WHERE user_id = '" + buyer + "' AND case_id IS NOT NULL")
                .get(0);
        lift(first);
        assertThat(rows("SELECT count(*) FROM outgoing_command WHERE action = 'restriction.unfreeze' AND subject = '"
                        + buyer + "'"))
                .containsExactly("0");
        lift(second);
        await().untilAsserted(() -> assertThat(rows("SELECT enforcement FROM restriction WHERE id = '" + second + "'"))
                .containsExactly("UNFROZEN"));
    }

    private static void lift(String restriction) {
        FraudCalls.lead()
                .body(Map.of("reason", "Repaid."))
                .post("/v1/restrictions/" + restriction + "/lift")
                .then()
                .statusCode(200);
    }

    @Test
    void a_notice_that_is_told_again_changes_nothing() {
        publishNotice();
        awaitStep("TRACED");
        publishNotice();
        publishCarriedOut();
        publishCarriedOut();
        awaitStep("CARRIED_OUT");
        awaitFeedIsRead();
        assertTouchedOnce();
    }

    @Test
    void a_feed_that_is_replayed_from_the_beginning_changes_nothing() {
        giveOnce();
        publishNotice();
        publishCarriedOut();
        awaitStep("CARRIED_OUT");
        awaitFeedIsRead();
        await().untilAsserted(() -> assertThat(FraudCalls.eventsAbout(dispute)).isNotEmpty());
        FraudCalls.run("UPDATE feed_cursor SET position = 0 WHERE feed = 'wallet-service'");
        awaitFeedIsRead();
        assertThat(rows("SELECT gifts, coins, diamonds FROM gift_sum WHERE creator = '" + creator + "'"))
                .containsExactly("1 10 5");
        assertThat(rows("SELECT count(*) FROM dispute WHERE id = '" + dispute + "'"))
                .containsExactly("1");
        assertThat(rows("SELECT count(*) FROM restriction WHERE user_id = '" + buyer + "'"))
                .containsExactly("1");
    }

    private void giveOnce() {
        wallet.feed().publish("wallet.gift", key(), """
                {"liveId":"%s","creatorId":"%s","viewerId":"%s","giftId":"rose","version":1,"quantity":10,"coins":10,"diamonds":5}""".formatted(id(), creator, buyer));
    }

    private void awaitFeedIsRead() {
        var last = wallet.feed().last();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(rows("SELECT min(position) FROM feed_cursor WHERE feed = 'wallet-service'"))
                                .containsExactly(String.valueOf(last)));
    }

    private void assertTouchedOnce() {
        assertThat(FraudCalls.eventsAbout(dispute)).containsExactly("fraud.dispute.opened", "fraud.dispute.decided");
        assertThat(restrictions()).hasSize(3);
        assertThat(rows("SELECT count(*) FROM fraud_case WHERE subject_id = '" + dispute + "'"))
                .containsExactly("1");
        assertThat(rows("SELECT count(*) FROM dispute_gift WHERE dispute_id = '" + dispute + "'"))
                .containsExactly("3");
    }

    @Test
    void a_wallet_that_is_down_is_asked_until_it_answers() {
        wallet.on("POST", "/internal/v1/postings", request -> PeerReply.dropped());
        wallet.on(
                "GET",
                "/internal/v1/purchases/" + purchase,
                request -> PeerReply.json(503, "{\"code\":\"NOT_READY\"}"));
        publishNotice();
        awaitStep("NOTICED");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rows(
                                "SELECT action FROM outgoing_command WHERE state = 'PENDING' AND attempts > 0 AND subject IN ('"
                                        + dispute + "', '" + buyer + "') ORDER BY 1"))
                        .containsExactly("dispute.trace", "restriction.freeze"));
        assertThat(restrictions()).containsExactly("SPENDING " + buyer + " t");
        wallet.on(
                "POST",
                "/internal/v1/postings",
                request -> PeerReply.json(200, "{\"results\":[{\"status\":\"POSTED\"}]}"));
        wallet.on("GET", "/internal/v1/purchases/" + purchase, request -> PeerReply.json(200, lineage()));
        awaitStep("TRACED");
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(rows("SELECT enforcement FROM restriction WHERE user_id = '" + buyer + "'"))
                                .containsExactly("FROZEN"));
        var keys = wallet.requests().stream()
                .filter(request -> request.body().contains(buyer.toString()))
                .map(request -> request.headers().get("idempotency-key"))
                .distinct();
        assertThat(keys).hasSize(1);
        assertTouchedOnce();
    }

    @Test
    void a_report_before_the_lineage_is_known_is_kept_and_nothing_is_decided_twice() {
        wallet.on(
                "GET",
                "/internal/v1/purchases/" + purchase,
                request -> PeerReply.json(503, "{\"code\":\"NOT_READY\"}"));
        publishNotice();
        awaitStep("NOTICED");
        publishCarriedOut();
        awaitStep("CARRIED_OUT");
        wallet.on("GET", "/internal/v1/purchases/" + purchase, request -> PeerReply.json(200, lineage()));
        await().atMost(LONG).untilAsserted(() -> assertThat(restrictions()).hasSize(3));
        assertThat(FraudCalls.eventsAbout(dispute)).containsExactly("fraud.dispute.opened");
    }

    @Test
    void a_report_before_the_notice_is_kept() {
        publishCarriedOut();
        publishNotice();
        awaitStep("CARRIED_OUT");
        await().atMost(LONG).untilAsserted(() -> assertThat(restrictions()).hasSize(3));
        assertThat(FraudCalls.eventsAbout(dispute)).containsExactly("fraud.dispute.opened");
    }

    @Test
    void a_purchase_that_the_wallet_does_not_know_is_parked_for_somebody() {
        wallet.on(
                "GET",
                "/internal/v1/purchases/" + purchase,
                request -> PeerReply.json(404, "{\"code\":\"PURCHASE_NOT_FOUND\"}"));
        publishNotice();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(rows("SELECT state FROM outgoing_command WHERE subject = '" + dispute + "'"))
                                .containsExactly("PARKED"));
        awaitStep("NOTICED");
    }

    @Test
    void an_unknown_dispute_is_not_found() {
        FraudCalls.analyst().get("/v1/disputes/" + id()).then().spec(problem(404, "DISPUTE_NOT_FOUND"));
    }

    @Test
    void gifts_of_one_viewer_alone_hold_a_payout() {
        wallet.feed().publish("wallet.gift", key(), """
                {"creatorId":"%s","viewerId":"%s","coins":2000,"diamonds":1000}""".formatted(creator, buyer));
        wallet.feed().publish("wallet.gift", key(), """
                {"creatorId":"%s","viewerId":"%s","coins":20,"diamonds":10}""".formatted(creator, other));
        awaitFeedIsRead();
        decided(FraudCalls.payout(
                        creator, id(), 500, Instant.now().minusSeconds(900_000).toString()))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("reasonCodes", hasItem("ONE_GIFTER_DOMINATES"));
    }

    @Test
    void payouts_and_campaigns_of_the_feeds_are_counted() {
        var payouts = PeersResource.stub("payout-service").feed();
        var campaigns = PeersResource.stub("promote-service").feed();
        for (var number = 0; number < 5; number++) {
            var payout = id();
            payouts.publish("payout.requested", payout.toString(), """
                    {"payoutId":"%s","creatorId":"%s","diamonds":100,"currency":"USD","netMinor":50}""".formatted(payout, creator));
            payouts.publish("payout.completed", payout.toString(), """
                    {"payoutId":"%s","creatorId":"%s","diamonds":100,"currency":"USD","netMinor":50}""".formatted(payout, creator));
            var campaign = id();
            campaigns.publish("promote.campaign.submitted", campaign.toString(), """
                    {"campaignId":"%s","ownerId":"%s","budgetCoins":100,"state":"PENDING_REVIEW"}""".formatted(campaign, creator));
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rows(
                                "SELECT state, count(*) FROM payout_seen WHERE creator = '" + creator + "' GROUP BY 1"))
                        .containsExactly("completed 5"));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(rows("SELECT count(*) FROM campaign_seen WHERE owner = '" + creator + "'"))
                                .containsExactly("5"));
        decided(FraudCalls.payout(creator, id(), 100, Instant.now().toString()))
                .then()
                .body("reasonCodes", contains("PAYOUTS_FREQUENT"));
        decided(FraudCalls.question("CAMPAIGN", id(), creator, "COIN", 100, Map.of("title", "a", "text", "b")))
                .then()
                .body("reasonCodes", contains("CAMPAIGNS_BURST"));
    }
}
