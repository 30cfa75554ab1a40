package dev.coinstage.wallet;

import static org.awaitility.Awaitility.await;

import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeersResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What a buyer with a card does, and what the card provider and fraud-service say to it. */
final class Cards {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Cards() {}

    static void fraudSays(String outcome) {
        PeersResource.stub("fraud-service")
                .on(
                        "POST",
                        "/internal/v1/decisions",
                        request -> PeerReply.json(201, """
                {"decisionId": "%s", "outcome": "%s", "score": 1, "reasonCodes": ["BECAUSE"], "new": "member"}""".formatted(UUID.randomUUID(), outcome)));
    }

    static void fraudIsAway() {
        PeersResource.stub("fraud-service").on("POST", "/internal/v1/decisions", request -> PeerReply.dropped());
    }

    static Response start(UUID buyer, String key, String product) {
        return WalletCalls.as(buyer, "viewer")
                .header("Idempotency-Key", key)
                .body(Map.of("productId", product, "region", "US"))
                .post("/v1/card-purchases");
    }

    /** The id of a purchase whose card is awaited. */
    static String started(UUID buyer, String product) {
        return start(buyer, WalletCalls.key(), product)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Response get(UUID buyer, String purchase) {
        return WalletCalls.as(buyer, "viewer").get("/v1/card-purchases/" + purchase);
    }

    static String state(UUID buyer, String purchase) {
        return get(buyer, purchase).then().statusCode(200).extract().path("state");
    }

    static void awaitState(UUID buyer, String purchase, String state) {
        await().atMost(LONGEST).until(() -> state(buyer, purchase).equals(state));
    }

    static Response tell(String body, String signature) {
        return WalletCalls.anonymous()
                .header("Stripe-Signature", signature)
                .body(body)
                .post("/v1/card-provider/notices");
    }

    static Response tell(String body) {
        return tell(body, CardProviderResource.signature(body));
    }

    static String paid(String purchase, long amount) {
        return """
                {"id": "evt_paid_%s", "type": "payment_intent.succeeded", "data": {"object":
                 {"id": "pi_%s", "amount_received": %d, "currency": "usd"}}}""".formatted(purchase, purchase, amount);
    }

    static String disputed(String dispute, String purchase, long amount) {
        return """
                {"id": "evt_%s", "type": "charge.dispute.created", "data": {"object":
                 {"id": "%s", "payment_intent": "pi_%s", "amount": %d, "currency": "usd", "reason": "fraudulent",
                  "balance_transactions": [{"fee": 1500}]}}}""".formatted(dispute, dispute, purchase, amount);
    }

    /** 700 coins for 7.39 USD, credited. */
    static String bought700(UUID buyer) {
        var purchase = started(buyer, "web.coins.700");
        tell(paid(purchase, 739)).then().statusCode(204);
        awaitState(buyer, purchase, "CREDITED");
        return purchase;
    }

    /** The posting that credited it. */
    static String posting(UUID buyer, String purchase) {
        return get(buyer, purchase).then().extract().path("purchaseId");
    }
}
