package dev.coinstage.sandbox.cards;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.coinstage.sandbox.SandboxFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments, complaints and notices, which Stripe's own library takes for genuine. */
@QuarkusTest
@QuarkusTestResource(SandboxFolder.class)
@QuarkusTestResource(NoticeSink.class)
class CardProviderTest {

    private static final long TOLERANCE_SECONDS = 60;

    private final String key = UUID.randomUUID().toString();

    private Response awaitCard(String apiKey, long amount) {
        return given().header("Authorization", "Bearer " + apiKey)
                .header("Idempotency-Key", key)
                .formParam("amount", amount)
                .formParam("currency", "usd")
                .formParam("metadata[purchase_id]", "purchase-1")
                .post("/card-provider/v1/payment_intents");
    }

    private String awaited() {
        return awaitCard(NoticeSink.API_KEY, 739)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static Response confirm(String payment, String secret, String card) {
        return given().formParam("client_secret", secret)
                .formParam("payment_method_data[card][number]", card)
                .post("/card-provider/v1/payment_intents/" + payment + "/confirm");
    }

    private String paid(String card) {
        var waiting = awaitCard(NoticeSink.API_KEY, 739).then().extract().jsonPath();
        confirm(waiting.getString("id"), waiting.getString("client_secret"), card)
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"));
        return waiting.getString("id");
    }

    private static Response refund(String payment) {
        return given().header("Authorization", "Bearer " + NoticeSink.API_KEY)
                .formParam("payment_intent", payment)
                .post("/card-provider/v1/refunds");
    }

    private static Response dispute(String payment) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("payment", payment, "reason", "fraudulent"))
                .post("/card-provider/disputes");
    }

    private static List<NoticeSink.Call> awaitTold(String payment, String type) {
        await().until(() ->
                NoticeSink.calls(payment).stream().anyMatch(call -> call.body().contains(type)));
        return NoticeSink.calls(payment);
    }

    private static long total(String of) {
        return given().get("/card-provider/totals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("items.find { it.currency == 'USD' }." + of);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242424242424242", "4000000000000259"})
    void a_good_card_pays_and_the_shop_is_told(String card) throws Exception {
        var payment = paid(card);

        var told = awaitTold(payment, "payment_intent.succeeded").get(0);

        var event = Webhook.constructEvent(told.body(), told.signature(), NoticeSink.SECRET, TOLERANCE_SECONDS);
        assertThat(event.getType()).isEqualTo("payment_intent.succeeded");
        assertThat(told.body()).contains("\"amount_received\":739").contains("purchase-1");
    }

    @Test
    void a_notice_under_another_secret_or_of_another_body_is_no_notice() {
        var told =
                awaitTold(paid("4242424242424242"), "payment_intent.succeeded").get(0);

        assertThatThrownBy(() ->
                        Webhook.constructEvent(told.body(), told.signature(), "whsec_of_another", TOLERANCE_SECONDS))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(
                        told.body().replace("739", "1"), told.signature(), NoticeSink.SECRET, TOLERANCE_SECONDS))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void a_declined_card_pays_nothing_and_another_may_follow() {
        var waiting = awaitCard(NoticeSink.API_KEY, 739).then().extract().jsonPath();
        var payment = waiting.getString("id");

        confirm(payment, waiting.getString("client_secret"), "4000000000000002")
                .then()
                .spec(problem(402, "CARD_DECLINED"));
        awaitTold(payment, "payment_intent.payment_failed");

        confirm(payment, waiting.getString("client_secret"), "4242424242424242")
                .then()
                .statusCode(200);
        awaitTold(payment, "payment_intent.succeeded");
    }

    @Test
    void a_key_is_one_payment() {
        var first = awaited();

        assertThat(awaited()).isEqualTo(first);
        awaitCard(NoticeSink.API_KEY, 740).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void only_who_has_the_key_or_the_payments_secret_may_do_something() {
        awaitCard("sk_of_nobody", 739).then().spec(problem(401, "UNAUTHENTICATED"));
        confirm(awaited(), "secret of another", "4242424242424242").then().spec(problem(401, "UNAUTHENTICATED"));
    }

    @Test
    void money_goes_back_once() {
        var before = total("refunded.amountMinor");
        var payment = paid("4242424242424242");

        refund(payment).then().statusCode(200);
        refund(payment).then().statusCode(200);

        awaitTold(payment, "charge.refunded");
        assertThat(total("refunded.amountMinor")).isEqualTo(before + 739);
        dispute(payment).then().spec(problem(409, "PAYMENT_NOT_PAID"));
    }

    @Test
    void a_complaint_takes_the_money_and_a_fee() {
        var before = total("disputed.amountMinor");
        var fees = total("feesMinor");
        var payment = paid("4000000000000259");

        dispute(payment).then().statusCode(200);

        var told = awaitTold(payment, "charge.dispute.created");
        assertThat(told.get(told.size() - 1).body()).contains("\"fee\":1500").contains("fraudulent");
        assertThat(total("disputed.amountMinor")).isEqualTo(before + 739);
        assertThat(total("feesMinor")).isEqualTo(fees + 1_500);
        refund(payment).then().spec(problem(409, "PAYMENT_NOT_PAID"));
    }

    @Test
    void a_notice_comes_again_until_it_is_taken() {
        NoticeSink.refuse(3);

        var payment = paid("4242424242424242");

        await().until(() -> NoticeSink.calls(payment).size() >= 2);
        assertThat(NoticeSink.calls(payment).stream()
                        .map(call -> call.body().replaceAll(".*\"id\":\"(evt_[a-f0-9]+)\".*", "$1"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void what_is_not_there_cannot_be_paid_or_given_back() {
        confirm("pi_none", "x", "4242424242424242").then().spec(problem(404, "PAYMENT_NOT_FOUND"));
        refund("pi_none").then().spec(problem(404, "PAYMENT_NOT_FOUND"));
        dispute(awaited()).then().spec(problem(409, "PAYMENT_NOT_PAID"));
    }
}
