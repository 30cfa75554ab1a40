package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeersResource;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coins for a card: who is asked, who pays, and what happens when somebody is silent, late or lying. */
@WalletTest
class CardPurchaseTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final UUID buyer = UUID.randomUUID();

    @BeforeEach
    void everybodyIsWell() {
        CardProviderResource.takesPayments();
        PeersResource.stub("fraud-service").reset();
        Cards.fraudSays("ALLOW");
    }

    @AfterEach
    void theBooksBalance() {
        CardProviderResource.stub().start();
        Books.assertBalanced();
    }

    @Test
    void coins_come_when_the_provider_has_the_money() {
        var key = WalletCalls.key();
        var purchase = Cards.start(buyer, key, "web.coins.700")
                .then()
                .statusCode(201)
                .body("state", equalTo("AWAITING_PAYMENT"))
                .body("coins", equalTo(700))
                .body("price.amountMinor", equalTo(739))
                .body("clientSecret", notNullValue())
                .extract()
                .<String>path("id");

        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);

        Cards.awaitState(buyer, purchase, "CREDITED");
        assertThat(Ledger.available(buyer)).isEqualTo(700);
        Cards.start(buyer, key, "web.coins.700")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(purchase));
    }

    @Test
    void a_notice_that_is_told_twice_credits_once() {
        var purchase = Cards.bought700(buyer);

        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);
        var again = Cards.paid(purchase, 739).replace("evt_paid", "evt_paid_again");
        Cards.tell(again).then().statusCode(204);

        var other = Cards.bought700(UUID.randomUUID());
        assertThat(other).isNotEqualTo(purchase);
        assertThat(Ledger.available(buyer)).isEqualTo(700);
    }

    @Test
    void a_notice_that_the_provider_did_not_sign_changes_nothing() {
        var purchase = Cards.started(buyer, "web.coins.700");
        var body = Cards.paid(purchase, 739);
        var old =
                CardProviderResource.signature(body, Instant.now().minus(Duration.ofMinutes(6)), "whsec_of_the_tests");

        Cards.tell(body, "").then().spec(problem(400, "SIGNATURE_INVALID"));
        Cards.tell(body, old).then().spec(problem(400, "SIGNATURE_INVALID"));
        Cards.tell(body, CardProviderResource.signature(body, Instant.now(), "whsec_of_somebody_else"))
                .then()
                .spec(problem(400, "SIGNATURE_INVALID"));
        Cards.tell(body.replace("739", "1"), CardProviderResource.signature(body))
                .then()
                .spec(problem(400, "SIGNATURE_INVALID"));

        assertThat(Cards.state(buyer, purchase)).isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void another_amount_than_the_price_goes_back() {
        var purchase = Cards.started(buyer, "web.coins.700");

        Cards.tell(Cards.paid(purchase, 1)).then().statusCode(204);

        Cards.awaitState(buyer, purchase, "REFUNDED");
    }

    @Test
    void what_went_back_brings_no_coins_whatever_is_told_later() {
        var purchase = Cards.started(buyer, "web.coins.700");
        Cards.tell(Cards.paid(purchase, 1)).then().statusCode(204);
        Cards.awaitState(buyer, purchase, "REFUNDED");

        Cards.tell(Cards.paid(purchase, 739).replace("evt_paid", "evt_late"))
                .then()
                .statusCode(204);
        Cards.bought700(UUID.randomUUID());

        assertThat(Cards.state(buyer, purchase)).isEqualTo("REFUNDED");
        assertThat(Books.count(
                        "SELECT 1 FROM outgoing_command WHERE action = 'card.credit' AND subject = '" + purchase + "'"))
                .isZero();
    }

    @Test
    void a_declined_card_may_be_followed_by_a_good_one() {
        var purchase = Cards.started(buyer, "web.coins.700");
        var declined =
                Cards.paid(purchase, 0).replace("succeeded", "payment_failed").replace("evt_paid", "evt_declined");

        Cards.tell(declined).then().statusCode(204);
        assertThat(Cards.state(buyer, purchase)).isEqualTo("FAILED");
        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);

        Cards.awaitState(buyer, purchase, "CREDITED");
    }

    @Test
    void what_fraud_service_blocks_never_reaches_the_provider() {
        Cards.fraudSays("BLOCK");

        Cards.start(buyer, WalletCalls.key(), "web.coins.700")
                .then()
                .spec(problem(422, "PURCHASE_REFUSED"))
                .body("reasonCodes[0]", equalTo("BECAUSE"));

        assertThat(CardProviderResource.stub().requests()).isEmpty();
    }

    @Test
    void what_is_in_review_waits_for_an_analyst_who_approves() {
        Cards.fraudSays("REVIEW");
        var purchase = Cards.started(buyer, "web.coins.700");
        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);
        assertThat(Cards.state(buyer, purchase)).isEqualTo("IN_REVIEW");

        decided(purchase, "APPROVED");

        Cards.awaitState(buyer, purchase, "CREDITED");
        assertThat(Ledger.available(buyer)).isEqualTo(700);
    }

    @Test
    void what_an_analyst_denies_goes_back_to_the_card() {
        Cards.fraudSays("REVIEW");
        var purchase = Cards.started(buyer, "web.coins.700");
        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);

        decided(purchase, "DENIED");

        Cards.awaitState(buyer, purchase, "REFUNDED");
        assertThat(CardProviderResource.stub().requests().stream()
                        .filter(request -> request.path().equals("/v1/refunds"))
                        .map(request -> request.headers().get("idempotency-key"))
                        .distinct())
                .containsExactly(purchase + "-refund");
    }

    private static void decided(String purchase, String verdict) {
        PeersResource.stub("fraud-service").feed().publish("fraud.case.decided", purchase, """
                {"caseId": "%s", "action": "PURCHASE", "subjectId": "%s", "verdict": "%s"}""".formatted(
                        UUID.randomUUID(), purchase, verdict));
    }

    @Test
    void while_fraud_service_is_away_a_small_purchase_goes_on_and_its_coins_wait() {
        Cards.fraudIsAway();
        var purchase = Cards.started(buyer, "web.coins.700");
        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);
        assertThat(Cards.state(buyer, purchase)).isEqualTo("IN_REVIEW");

        Cards.fraudSays("ALLOW");

        Cards.awaitState(buyer, purchase, "CREDITED");
    }

    @Test
    void while_fraud_service_is_away_a_large_purchase_is_not_begun() {
        Cards.fraudIsAway();
        var key = WalletCalls.key();

        Cards.start(buyer, key, "web.coins.1400")
                .then()
                .spec(problem(503, "CHECK_UNAVAILABLE"))
                .body("limit", equalTo(1000));

        assertThat(CardProviderResource.stub().requests()).isEmpty();
        Cards.fraudSays("ALLOW");
        Cards.start(buyer, key, "web.coins.1400").then().statusCode(201);
    }

    @Test
    void a_silent_provider_is_asked_again_under_the_same_key() {
        CardProviderResource.stub().on("POST", "/v1/payment_intents", request -> PeerReply.dropped());
        var key = WalletCalls.key();
        Cards.start(buyer, key, "web.coins.700").then().spec(problem(503, "CARD_PROVIDER_UNAVAILABLE"));
        CardProviderResource.takesPayments();

        var purchase = Cards.start(buyer, key, "web.coins.700")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        Cards.tell(Cards.paid(purchase, 739)).then().statusCode(204);
        Cards.awaitState(buyer, purchase, "CREDITED");
    }

    @Test
    void a_refund_that_the_provider_does_not_answer_is_asked_again_with_the_same_key() {
        var purchase = Cards.started(buyer, "web.coins.700");
        CardProviderResource.stub().on("POST", "/v1/refunds", request -> PeerReply.dropped());
        Cards.tell(Cards.paid(purchase, 1)).then().statusCode(204);
        await().atMost(LONGEST)
                .until(() -> CardProviderResource.stub().requests().stream()
                                .filter(request -> request.path().equals("/v1/refunds"))
                                .count()
                        >= 2);
        assertThat(Cards.state(buyer, purchase)).isEqualTo("REFUNDING");

        CardProviderResource.takesPayments();

        Cards.awaitState(buyer, purchase, "REFUNDED");
    }

    @Test
    void bad_wishes_are_refused() {
        Cards.start(buyer, WalletCalls.key(), "web.coins.71").then().spec(problem(422, "PRODUCT_NOT_SOLD"));
        Cards.start(buyer, WalletCalls.key(), "dev.coinstage.coins.70").then().spec(problem(422, "PRODUCT_NOT_SOLD"));
        Cards.start(buyer, "no-key", "web.coins.70").then().spec(problem(400, "IDEMPOTENCY_KEY_MALFORMED"));
        var key = WalletCalls.key();
        Cards.start(buyer, key, "web.coins.70").then().statusCode(201);
        Cards.start(buyer, key, "web.coins.350").then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void anothers_purchase_is_not_found() {
        var purchase = Cards.started(buyer, "web.coins.70");
        Cards.get(UUID.randomUUID(), purchase).then().spec(problem(404, "PURCHASE_NOT_FOUND"));
    }
}
