package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PayoutTest
class MethodAndQuoteTest {

    private final UUID creator = UUID.randomUUID();

    @Test
    void of_an_account_only_the_last_four_characters_are_ever_shown() {
        var added = PayoutCalls.addMethod(creator, "de89 3704 0044 0532 0130 00", "EUR");
        added.then().statusCode(201).body("destinationLast4", equalTo("3000")).body("state", equalTo("ACTIVE"));
        PayoutCalls.as(creator, "creator")
                .get("/v1/payout-methods")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(added.<String>path("id")))
                .body(not(containsString("DE89370400440532013000")));
        assertThat(Rows.of("SELECT destination FROM payout_method WHERE creator = ?", creator))
                .containsExactly("DE89370400440532013000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DE89370400440532013001", "DE8937040044053201300", "XX00123456", "tok_", "tok_a b", "12345678"})
    void what_is_neither_iban_nor_token_is_refused(String destination) {
        PayoutCalls.addMethod(creator, destination, "EUR").then().spec(problem(422, "DESTINATION_INVALID"));
        assertThat(Rows.of("SELECT id FROM payout_method WHERE creator = ?", creator))
                .isEmpty();
    }

    @Test
    void methods_are_listed_page_by_page_and_only_ones_own() {
        var first = PayoutCalls.method(creator, "tok_first_0001", "USD").toString();
        var second = PayoutCalls.method(creator, "tok_second_0001", "USD").toString();
        PayoutCalls.method(UUID.randomUUID(), "tok_other_0001", "USD");
        var next = PayoutCalls.as(creator, "creator")
                .get("/v1/payout-methods?limit=1")
                .then()
                .body("items[0].id", equalTo(second))
                .extract()
                .<String>path("next");
        PayoutCalls.as(creator, "creator")
                .get("/v1/payout-methods?limit=1&after=" + next)
                .then()
                .body("items[0].id", equalTo(first));
    }

    @Test
    void a_replay_adds_no_second_method() {
        var key = PayoutCalls.key();
        var body = Map.of("kind", "BANK_ACCOUNT", "destination", "tok_test_0001", "currency", "USD");
        var first = PayoutCalls.as(creator, "creator")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/payout-methods");
        PayoutCalls.as(creator, "creator")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/payout-methods")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(first.<String>path("id")));
        assertThat(Rows.of("SELECT id FROM payout_method WHERE creator = ?", creator))
                .hasSize(1);
    }

    @Test
    void a_quote_shows_every_line() {
        var method = PayoutCalls.method(creator, "tok_test_0001", "USD");
        PayoutCalls.askQuote(creator, method, 10_000, "USD")
                .then()
                .statusCode(201)
                .body("diamonds", equalTo(10_000))
                .body("rateMicros", equalTo(500_000))
                .body("grossMinor", equalTo(5_000))
                .body("feeMinor", equalTo(125))
                .body("taxWithheldMinor", equalTo(0))
                .body("netMinor", equalTo(4_875));
    }

    @Test
    void what_cannot_be_paid_is_not_quoted() {
        var method = PayoutCalls.method(creator, "tok_test_0001", "USD");
        PayoutCalls.askQuote(creator, method, 999, "USD")
                .then()
                .spec(problem(422, "BELOW_MINIMUM"))
                .body("minimum", equalTo(1_000))
                .body("asked", equalTo(999))
                .body("fixableBy", equalTo("CREATOR"));
        PayoutCalls.askQuote(creator, method, 100_000_001, "USD").then().spec(problem(422, "ABOVE_MAXIMUM"));
        PayoutCalls.askQuote(creator, method, 10_000, "EUR")
                .then()
                .spec(problem(422, "CURRENCY_MISMATCH"))
                .body("methodCurrency", equalTo("USD"));
        PayoutCalls.askQuote(creator, PayoutCalls.method(creator, "tok_test_0001", "XAF"), 10_000, "XAF")
                .then()
                .spec(problem(422, "CURRENCY_NOT_OFFERED"))
                .body("offered", hasItem("USD"));
        PayoutCalls.askQuote(UUID.randomUUID(), method, 10_000, "USD").then().spec(problem(404, "METHOD_NOT_FOUND"));
        Rows.change("UPDATE payout_method SET state = 'REMOVED' WHERE id = ?", method);
        PayoutCalls.askQuote(creator, method, 10_000, "USD").then().spec(problem(422, "METHOD_NOT_ACTIVE"));
        assertThat(Rows.of("SELECT id FROM payout_quote WHERE creator = ?", creator))
                .isEmpty();
    }

    @Test
    void bad_values_are_refused() {
        var method = PayoutCalls.method(creator, "tok_test_0001", "USD");
        PayoutCalls.askQuote(creator, method, 0, "USD").then().spec(problem(400, "INVALID_REQUEST"));
        PayoutCalls.askQuote(creator, method, 10_000, "usd").then().spec(problem(400, "INVALID_REQUEST"));
        PayoutCalls.addMethod(creator, "tok_test_0001", "dollar").then().spec(problem(400, "INVALID_REQUEST"));
    }
}
