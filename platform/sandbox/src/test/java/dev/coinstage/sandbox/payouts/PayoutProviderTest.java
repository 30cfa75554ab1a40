package dev.coinstage.sandbox.payouts;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.coinstage.sandbox.SandboxFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SandboxFolder.class)
@QuarkusTestResource(WebhookSink.class)
class PayoutProviderTest {

    private final String reference = "CS" + UUID.randomUUID().toString().replace("-", "");
    private final String key = UUID.randomUUID().toString();

    private static RequestSpecification with(String apiKey) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + apiKey);
    }

    private Response submit(String destination, long amountMinor, String currency) {
        return with("key-test")
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "reference",
                        reference,
                        "amountMinor",
                        amountMinor,
                        "currency",
                        currency,
                        "destination",
                        destination))
                .post("/payout-provider/v1/payouts");
    }

    private void accepted(String destination) {
        submit(destination, 10_000, "USD")
                .then()
                .statusCode(201)
                .body("reference", equalTo(reference))
                .body("status", equalTo("ACCEPTED"));
    }

    private Response ask() {
        return with("key-test").queryParam("reference", reference).get("/payout-provider/v1/payouts");
    }

    private List<String> told() {
        return WebhookSink.calls(reference).stream().map(WebhookSink.Call::type).toList();
    }

    private void awaitTold(String... types) {
        await().untilAsserted(() -> assertThat(told()).containsExactly(types));
    }

    private static void daysGoBy(int days) {
        given().contentType(ContentType.JSON)
                .body(Map.of("days", days))
                .post("/payout-provider/clock/advance")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> totals(String currency) {
        List<Map<String, Object>> items = given().get("/payout-provider/totals")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return items.stream()
                .filter(item -> currency.equals(item.get("currency")))
                .findFirst()
                .orElse(Map.of());
    }

    private static Map<String, Object> sum(int count, int amountMinor) {
        return Map.of("count", count, "amountMinor", amountMinor);
    }

    @Test
    void a_payout_is_accepted_sent_and_paid_and_each_is_told() {
        accepted("tok_bank_0001");
        awaitTold("payout.accepted", "payout.sent", "payout.paid");
        ask().then().statusCode(200).body("items", hasSize(1)).body("items[0].status", equalTo("PAID"));
        var id = ask().<String>path("items[0].id");
        with("key-test").get("/payout-provider/v1/payouts/" + id).then().body("reference", equalTo(reference));
    }

    @Test
    void a_webhook_is_signed_over_its_time_and_body() {
        accepted("tok_bank_0001");
        awaitTold("payout.accepted", "payout.sent", "payout.paid");
        var call = WebhookSink.calls(reference).get(0);
        var time = Long.parseLong(call.signature().substring(2, call.signature().indexOf(',')));
        assertThat(Instant.ofEpochSecond(time)).isAfter(Instant.now().minusSeconds(60));
        assertThat(call.signature())
                .isEqualTo(WebhookSignature.of(call.body(), WebhookSink.SECRET, Instant.ofEpochSecond(time)));
    }

    @Test
    void a_webhook_is_sent_until_it_is_answered() {
        WebhookSink.refuse(reference, 3);
        accepted("tok_bank_0003");
        await().untilAsserted(() -> assertThat(told()).contains("payout.accepted", "payout.failed"));
        await().untilAsserted(() -> assertThat(told()).hasSize(5));
        assertThat(WebhookSink.calls(reference).stream()
                        .map(WebhookSink.Call::eventId)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void a_replay_pays_nobody_twice() {
        accepted("tok_bank_0001");
        var before = totals("USD");
        submit("tok_bank_0001", 10_000, "USD").then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(totals("USD").get("accepted")).isEqualTo(before.get("accepted"));
        submit("tok_bank_0001", 10_001, "USD").then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_reference_is_paid_once_under_any_key() {
        accepted("tok_bank_0001");
        with("key-test")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "reference", reference, "amountMinor", 1, "currency", "USD", "destination", "tok_bank_0001"))
                .post("/payout-provider/v1/payouts")
                .then()
                .spec(problem(409, "REFERENCE_USED"));
    }

    @Test
    void a_closed_account_is_rejected_at_once_with_every_try() {
        submit("tok_bank_0002", 700, "SEK").then().spec(problem(422, "DESTINATION_REJECTED"));
        submit("tok_bank_0002", 700, "SEK").then().spec(problem(422, "DESTINATION_REJECTED"));
        ask().then().body("items", hasSize(0));
        assertThat(totals("SEK")).containsEntry("rejected", sum(1, 700)).containsEntry("accepted", sum(0, 0));
    }

    @Test
    void a_payout_may_fail_after_it_was_accepted() {
        submit("tok_bank_0003", 800, "NOK").then().statusCode(201);
        awaitTold("payout.accepted", "payout.failed");
        ask().then().body("items[0].status", equalTo("FAILED")).body("items[0].failure", equalTo("account_not_found"));
        assertThat(totals("NOK")).containsEntry("rejected", sum(1, 800)).containsEntry("paid", sum(0, 0));
    }

    @Test
    void a_delayed_payout_stays_accepted_until_the_delay_is_over() {
        accepted("tok_bank_0004");
        awaitTold("payout.accepted");
        daysGoBy(1);
        awaitTold("payout.accepted", "payout.sent", "payout.paid");
    }

    @Test
    void a_dropped_reply_may_hide_an_accepted_payout() {
        assertThatThrownBy(() -> submit("tok_bank_0005", 10_000, "USD")).isInstanceOf(Exception.class);
        ask().then().body("items", hasSize(1)).body("items[0].reference", equalTo(reference));
        submit("tok_bank_0005", 10_000, "USD").then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void a_dropped_request_may_never_have_been_read_and_the_same_key_is_good_again() {
        assertThatThrownBy(() -> submit("tok_bank_0006", 10_000, "USD")).isInstanceOf(Exception.class);
        ask().then().statusCode(200).body("items", hasSize(0));
        accepted("tok_bank_0006");
    }

    @Test
    void a_request_may_be_dropped_each_time() {
        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> submit("tok_bank_0007", 10_000, "USD")).isInstanceOf(Exception.class);
        }
        ask().then().body("items", hasSize(0));
    }

    @Test
    void a_paid_payout_comes_back_three_days_later_without_the_banks_fee() {
        submit("tok_bank_0008", 2_000, "CHF").then().statusCode(201);
        awaitTold("payout.accepted", "payout.sent", "payout.paid");
        daysGoBy(2);
        daysGoBy(2);
        awaitTold("payout.accepted", "payout.sent", "payout.paid", "payout.returned");
        ask().then().body("items[0].status", equalTo("RETURNED")).body("items[0].returnedMinor", equalTo(1_500));
        assertThat(totals("CHF"))
                .containsEntry("accepted", sum(1, 2_000))
                .containsEntry("paid", sum(1, 2_000))
                .containsEntry("returned", sum(1, 1_500));
    }

    @Test
    void news_may_come_twice_and_the_last_first() {
        accepted("tok_bank_0009");
        awaitTold("payout.paid", "payout.paid", "payout.sent", "payout.sent", "payout.accepted", "payout.accepted");
    }

    @Test
    void the_api_key_is_needed() {
        with("wrong")
                .queryParam("reference", reference)
                .get("/payout-provider/v1/payouts")
                .then()
                .spec(problem(401, "UNAUTHENTICATED"));
        given().get("/payout-provider/v1/payouts/po_1").then().spec(problem(401, "UNAUTHENTICATED"));
        with("wrong")
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "reference", reference, "amountMinor", 1, "currency", "USD", "destination", "tok_bank_0001"))
                .post("/payout-provider/v1/payouts")
                .then()
                .spec(problem(401, "UNAUTHENTICATED"));
        ask().then().body("items", hasSize(0));
    }

    @Test
    void bad_requests_pay_nothing() {
        submit("tok bank", 10_000, "USD").then().spec(problem(400, "INVALID_REQUEST"));
        submit("tok_bank_0001", 0, "USD").then().spec(problem(400, "INVALID_REQUEST"));
        submit("tok_bank_0001", 1, "dollars").then().spec(problem(400, "INVALID_REQUEST"));
        with("key-test")
                .body(Map.of(
                        "reference", reference, "amountMinor", 1, "currency", "USD", "destination", "tok_bank_0001"))
                .post("/payout-provider/v1/payouts")
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
        with("key-test").get("/payout-provider/v1/payouts/po_unknown").then().spec(problem(404, "PAYOUT_NOT_FOUND"));
        ask().then().body("items", hasSize(0));
    }
}
