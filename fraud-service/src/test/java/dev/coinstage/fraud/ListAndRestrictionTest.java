package dev.coinstage.fraud;

import static dev.coinstage.fraud.FraudCalls.decided;
import static dev.coinstage.fraud.FraudCalls.id;
import static dev.coinstage.fraud.FraudCalls.key;
import static dev.coinstage.fraud.FraudCalls.listed;
import static dev.coinstage.fraud.FraudCalls.purchase;
import static dev.coinstage.fraud.FraudCalls.question;
import static dev.coinstage.fraud.FraudCalls.rows;
import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeersResource;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FraudTest
class ListAndRestrictionTest {

    private final UUID user = UUID.randomUUID();
    private final UUID lead = UUID.randomUUID();

    @BeforeEach
    void the_wallet_posts() {
        PeersResource.stub("wallet-service").reset();
        PeersResource.stub("wallet-service")
                .on(
                        "POST",
                        "/internal/v1/postings",
                        request -> PeerReply.json(200, "{\"results\":[{\"status\":\"POSTED\",\"postingId\":\"x\"}]}"));
    }

    private Response restrict(String key, String kind) {
        return FraudCalls.as(lead, "security-lead")
                .header("Idempotency-Key", key)
                .body(Map.of("userId", user, "kind", kind, "reasonCode", "ACCOUNT_TAKEN_OVER"))
                .post("/v1/restrictions");
    }

    private Response lift(String restriction) {
        return FraudCalls.as(lead, "security-lead")
                .body(Map.of("reason", "It was a mistake."))
                .post("/v1/restrictions/" + restriction + "/lift");
    }

    /** Types of what the wallet was asked about the user, in order. */
    private List<String> asked() {
        return PeersResource.stub("wallet-service").requests().stream()
                .filter(request -> request.body().contains(user.toString()))
                .map(request -> request.body().contains("UNFREEZE") ? "UNFREEZE" : "FREEZE")
                .toList();
    }

    private void awaitEnforcement(String restriction, String enforcement) {
        await().untilAsserted(
                        () -> assertThat(rows("SELECT enforcement FROM restriction WHERE id = '" + restriction + "'"))
                                .containsExactly(enforcement));
    }

    @Test
    void a_blocked_user_is_refused_until_the_entry_is_removed() {
        var entry = listed("USER", user.toString(), "BLOCK");
        entry.then().statusCode(201);
        decided(purchase(user, 100, Map.of()))
                .then()
                .body("outcome", equalTo("BLOCK"))
                .body("reasonCodes", contains("USER_BLOCKED"));
        FraudCalls.lead()
                .delete("/v1/list-entries/" + entry.path("entryId"))
                .then()
                .statusCode(204);
        FraudCalls.lead()
                .delete("/v1/list-entries/" + entry.path("entryId"))
                .then()
                .statusCode(204);
        decided(purchase(user, 100, Map.of())).then().body("outcome", equalTo("ALLOW"));
    }

    @Test
    void a_domain_stands_for_those_below_it() {
        listed("DOMAIN", user + ".Example", "BLOCK").then().statusCode(201).body("value", equalTo(user + ".example"));
        var facts = Map.<String, Object>of("title", "x", "text", "y", "link", "https://shop." + user + ".example/a");
        decided(question("CAMPAIGN", id(), UUID.randomUUID(), "COIN", 100, facts))
                .then()
                .body("outcome", equalTo("BLOCK"))
                .body("reasonCodes", hasItem("LINK_BLOCKED"));
    }

    @Test
    void an_entry_that_expired_counts_no_longer_and_is_no_obstacle() {
        var entry = listed("USER", user.toString(), "BLOCK");
        listed("USER", user.toString(), "BLOCK").then().spec(problem(409, "ENTRY_EXISTS"));
        FraudCalls.run("UPDATE list_entry SET expires_at = now() - interval '1 second' WHERE id = '"
                + entry.path("entryId") + "'");
        decided(purchase(user, 100, Map.of())).then().body("outcome", equalTo("ALLOW"));
        FraudCalls.analyst()
                .queryParam("limit", 200)
                .get("/v1/list-entries")
                .then()
                .statusCode(200)
                .body("items.entryId", not(hasItem(entry.<String>path("entryId"))));
        listed("USER", user.toString(), "BLOCK").then().statusCode(201);
    }

    @Test
    void an_entry_must_make_sense() {
        FraudCalls.lead()
                .header("Idempotency-Key", key())
                .body(Map.of(
                        "kind",
                        "USER",
                        "value",
                        "x",
                        "disposition",
                        "BLOCK",
                        "reason",
                        "r",
                        "expiresAt",
                        Instant.now().minusSeconds(60).toString()))
                .post("/v1/list-entries")
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
        FraudCalls.lead().delete("/v1/list-entries/" + id()).then().spec(problem(404, "ENTRY_NOT_FOUND"));
    }

    @Test
    void who_may_not_spend_is_frozen_at_the_wallet_until_it_is_lifted() {
        var key = key();
        String restriction = restrict(key, "SPENDING").path("restrictionId");
        awaitEnforcement(restriction, "FROZEN");
        restrict(key, "SPENDING").then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        restrict(key(), "SPENDING").then().spec(problem(409, "ALREADY_RESTRICTED"));
        decided(purchase(user, 100, Map.of())).then().body("reasonCodes", contains("SPENDING_RESTRICTED"));
        lift(restriction)
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("liftedBy", equalTo(lead.toString()));
        awaitEnforcement(restriction, "UNFROZEN");
        lift(restriction).then().statusCode(200);
        assertThat(asked()).containsExactly("FREEZE", "UNFREEZE");
        assertThat(FraudCalls.eventsAbout(restriction))
                .containsExactly("fraud.restriction.imposed", "fraud.restriction.lifted");
        assertThat(rows("SELECT action FROM audit_entry WHERE subject = '" + restriction + "' ORDER BY seq"))
                .startsWith("restriction.imposed", "restriction.lifted");
        decided(purchase(user, 100, Map.of())).then().body("outcome", equalTo("ALLOW"));
    }

    @Test
    void the_wallet_is_asked_with_a_token_and_a_key_and_by_its_own_contract() {
        awaitEnforcement(restrict(key(), "SPENDING").path("restrictionId"), "FROZEN");
        var request = PeersResource.stub("wallet-service").requests().stream()
                .filter(asked -> asked.body().contains(user.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(request.headers().get("authorization")).startsWith("Bearer ");
        assertThat(UUID.fromString(request.headers().get("idempotency-key")).version())
                .isEqualTo(7);
        assertThat(request.body())
                .contains("\"type\":\"FREEZE\"")
                .contains("\"account\":{\"owner\":\"" + user + "\",\"kind\":\"VIEWER_COINS\",\"asset\":\"COIN\"}");
    }

    @Test
    void who_may_not_be_paid_out_is_told_by_an_event_alone() {
        String restriction = restrict(key(), "PAYOUT").path("restrictionId");
        FraudCalls.analyst()
                .queryParam("userId", user)
                .get("/v1/restrictions")
                .then()
                .statusCode(200)
                .body("items.restrictionId", contains(restriction))
                .body("items.enforcement", contains("NONE"));
        decided(FraudCalls.payout(user, id(), 100, Instant.now().toString()))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("reasonCodes", contains("PAYOUT_RESTRICTED"));
        assertThat(asked()).isEmpty();
    }

    @Test
    void an_unknown_restriction_is_not_found() {
        lift(key()).then().spec(problem(404, "RESTRICTION_NOT_FOUND"));
    }

    @Test
    void a_refusal_of_the_wallet_is_kept() {
        PeersResource.stub("wallet-service")
                .on(
                        "POST",
                        "/internal/v1/postings",
                        request -> PeerReply.json(
                                200,
                                "{\"results\":[{\"status\":\"REFUSED\",\"refusal\":{\"code\":\"ACCOUNT_CLOSED\"}}]}"));
        awaitEnforcement(restrict(key(), "SPENDING").path("restrictionId"), "REFUSED");
    }
}
