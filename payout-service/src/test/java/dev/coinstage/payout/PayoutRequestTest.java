package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.coinstage.testing.TokenIssuerResource;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be paid out, and what is refused. */
@PayoutTest
class PayoutRequestTest {

    private final UUID creator = UUID.randomUUID();
    private UUID quote;

    @BeforeEach
    void quoted() {
        quote = PayoutCalls.quote(creator, PayoutCalls.method(creator, Provider.SUCCEEDS, "USD"), 10_000, "USD");
    }

    private void assertNothingRequested() {
        assertThat(Rows.of("SELECT id FROM payout WHERE creator = ?", creator)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0", "1", "02", "gold"})
    void without_two_factors_the_client_is_told_to_step_up(String acr) {
        var token = TokenIssuerResource.current().token().subject(creator).roles("creator");
        PayoutCalls.with((acr == null ? token : token.claim("acr", acr)).signed())
                .header("Idempotency-Key", PayoutCalls.key())
                .body(Map.of("quoteId", quote))
                .post("/v1/payouts")
                .then()
                .spec(problem(401, "STEP_UP_REQUIRED"))
                .header("WWW-Authenticate", containsString("error=\"insufficient_user_authentication\""))
                .header("WWW-Authenticate", containsString("acr_values=\"2\""));
        assertNothingRequested();
    }

    @Test
    void a_replay_requests_no_second_payout() {
        var key = PayoutCalls.key();
        var first = PayoutCalls.request(creator, quote, key)
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        PayoutCalls.request(creator, quote, key)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(first));
        assertThat(Rows.of("SELECT id FROM payout WHERE creator = ?", creator)).containsExactly(first);
        PayoutCalls.request(creator, UUID.randomUUID(), key).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_quote_is_used_once() {
        var first = PayoutCalls.request(creator, quote, PayoutCalls.key()).<String>path("id");
        PayoutCalls.request(creator, quote, PayoutCalls.key())
                .then()
                .spec(problem(409, "QUOTE_USED"))
                .body("payoutId", equalTo(first));
    }

    @Test
    void the_receipt_equals_the_quote() {
        var offered = PayoutCalls.askQuote(
                        creator, PayoutCalls.method(creator, Provider.SUCCEEDS, "JPY"), 12_345, "JPY")
                .jsonPath();
        var receipt = PayoutCalls.request(creator, UUID.fromString(offered.getString("id")), PayoutCalls.key())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        for (var line : new String[] {"diamonds", "grossMinor", "feeMinor", "taxWithheldMinor", "netMinor"}) {
            assertThat(receipt.getLong(line)).as(line).isEqualTo(offered.getLong(line));
        }
        assertThat(receipt.getLong("grossMinor")).isEqualTo(9_258);
        assertThat(receipt.getLong("feeMinor")).isEqualTo(215);
        assertThat(receipt.getLong("taxWithheldMinor")).isEqualTo(945);
        assertThat(receipt.getLong("netMinor")).isEqualTo(8_098);
    }

    @Test
    void more_diamonds_than_there_are_cannot_leave() {
        Wallet.standing(creator, 9_999, 0, false);
        PayoutCalls.request(creator, quote, PayoutCalls.key())
                .then()
                .spec(problem(422, "INSUFFICIENT_DIAMONDS"))
                .body("needed", equalTo(10_000))
                .body("available", equalTo(9_999))
                .body("fixableBy", equalTo("CREATOR"));
        assertNothingRequested();
    }

    @Test
    void a_debt_comes_first() {
        Wallet.standing(creator, 50_000, 7, false);
        PayoutCalls.request(creator, quote, PayoutCalls.key())
                .then()
                .spec(problem(422, "DEBT_OUTSTANDING"))
                .body("owed", equalTo(7));
        assertNothingRequested();
    }

    @Test
    void frozen_diamonds_stay() {
        Wallet.standing(creator, 50_000, 0, true);
        PayoutCalls.request(creator, quote, PayoutCalls.key())
                .then()
                .spec(problem(422, "ACCOUNT_FROZEN"))
                .body("fixableBy", equalTo("SECURITY_TEAM"));
        assertNothingRequested();
    }

    @Test
    void a_restricted_creator_is_not_paid() {
        Fraud.restrict(creator);
        Awaitility.await()
                .until(() -> !Rows.of("SELECT id FROM payout_restriction WHERE creator = ?", creator)
                        .isEmpty());
        PayoutCalls.request(creator, quote, PayoutCalls.key())
                .then()
                .spec(problem(422, "PAYOUT_RESTRICTED"))
                .body("reasonCode", equalTo("TAINTED_GIFTS"));
        assertNothingRequested();
    }

    @Test
    void an_expired_quote_is_worth_nothing() {
        var method =
                Rows.of("SELECT method FROM payout_quote WHERE id = ?", quote).get(0);
        var expired = UUID.fromString(PayoutCalls.key());
        Rows.change("""
                INSERT INTO payout_quote SELECT ?, creator, ?::uuid, diamonds, currency, rate_micros, gross_minor, fee_minor, tax_minor,
                       net_minor, created_at - interval '1 hour', created_at - interval '1 minute' FROM payout_quote WHERE id = ?""", expired, method, quote);
        PayoutCalls.request(creator, expired, PayoutCalls.key()).then().spec(problem(422, "QUOTE_EXPIRED"));
        assertNothingRequested();
    }

    @Test
    void a_method_that_was_removed_is_not_paid_to() {
        Rows.change("UPDATE payout_method SET state = 'REMOVED' WHERE creator = ?", creator);
        PayoutCalls.request(creator, quote, PayoutCalls.key()).then().spec(problem(422, "METHOD_NOT_ACTIVE"));
        assertNothingRequested();
    }

    @Test
    void anothers_quote_is_none() {
        PayoutCalls.request(UUID.randomUUID(), quote, PayoutCalls.key()).then().spec(problem(404, "QUOTE_NOT_FOUND"));
        assertNothingRequested();
    }

    @Test
    void while_the_wallet_is_away_nobody_knows() {
        Wallet.stub().stop();
        var key = PayoutCalls.key();
        // the circuit breaker opens meanwhile, and changes nothing for the caller
        for (int time = 0; time < 25; time++) {
            PayoutCalls.request(creator, quote, key).then().spec(problem(503, "WALLET_UNAVAILABLE"));
        }
        assertNothingRequested();
        Wallet.stub().start();
        Awaitility.await().until(() -> PayoutCalls.request(creator, quote, key).statusCode() == 201);
    }

    @Test
    void a_payout_is_seen_by_its_creator_and_finance_alone() {
        var payout = PayoutCalls.request(creator, quote, PayoutCalls.key()).<String>path("id");
        PayoutCalls.as(UUID.randomUUID(), "creator")
                .get("/v1/payouts/" + payout)
                .then()
                .spec(problem(404, "PAYOUT_NOT_FOUND"));
        PayoutCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/payouts/" + payout)
                .then()
                .statusCode(200)
                .body("creatorId", equalTo(creator.toString()));
    }

    @Test
    void payouts_are_listed_newest_first_page_by_page() {
        var first = PayoutCalls.requested(creator, Provider.SUCCEEDS).toString();
        var second = PayoutCalls.requested(creator, Provider.SUCCEEDS).toString();
        var page = PayoutCalls.as(creator, "creator")
                .get("/v1/payouts?limit=1")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(second))
                .extract()
                .<String>path("next");
        PayoutCalls.as(creator, "creator")
                .get("/v1/payouts?limit=1&after=" + page)
                .then()
                .body("items[0].id", equalTo(first))
                .body("next", nullValue());
        PayoutCalls.as(creator, "creator").get("/v1/payouts?after=x").then().spec(problem(400, "INVALID_CURSOR"));
        PayoutCalls.as(UUID.randomUUID(), "creator").get("/v1/payouts").then().body("items.size()", equalTo(0));
    }
}
