package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coinstage.testing.PeerReply;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What stops a payout before it is submitted, and lets it go on. */
@PayoutTest
class PayoutHoldsTest {

    private final UUID creator = UUID.randomUUID();

    private void awaitQuestions(int number) {
        Awaitility.await().until(() -> Fraud.questions(creator).size() >= number);
    }

    @Test
    void fraud_service_is_asked_with_these_facts() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        var question = Fraud.questions(creator).get(0);
        assertThat(question.path("action").asText()).isEqualTo("PAYOUT");
        assertThat(question.path("subjectId").asText()).isEqualTo(payout.toString());
        assertThat(question.path("amount").path("units").asLong()).isEqualTo(10_000);
        assertThat(question.path("facts").path("currency").asText()).isEqualTo("USD");
        assertThat(question.path("facts").path("destinationFingerprint").asText())
                .matches("[0-9a-f]{64}");
        assertThat(Instant.parse(question.path("facts").path("methodAddedAt").asText()))
                .isBefore(Instant.now());
        assertThat(PayoutCalls.payout(creator, payout).getString("attempt.decisionId"))
                .isEqualTo(Rows.of("SELECT id FROM payout_decision WHERE payout = ?", payout)
                        .get(0));
    }

    @Test
    void a_blocked_payout_is_rejected_and_never_submitted() {
        Fraud.says(creator, "BLOCK");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        var over = PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(over.getString("state")).isEqualTo("REJECTED");
        assertThat(over.getString("reason.code")).isEqualTo("FRAUD_BLOCKED");
        assertThat(Provider.calls(payout)).isEmpty();
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.canceled");
    }

    @Test
    void a_payout_under_review_waits_and_goes_on_when_its_case_is_approved() {
        Fraud.says(creator, "REVIEW");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        var held = PayoutCalls.await(creator, payout, "HELD");
        assertThat(held.getString("reason.code")).isEqualTo("FRAUD_REVIEW");
        assertThat(held.getString("reason.fixableBy")).isEqualTo("SECURITY_TEAM");
        Fraud.decideCase(payout, creator, "APPROVED");
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Fraud.questions(creator)).hasSize(2);
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.held", "payout.submitted");
    }

    /** The challenge is the second factor, which nobody asks for a payout without. */
    @Test
    void a_challenged_payout_goes_on() {
        Fraud.says(creator, "CHALLENGE");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.submitted");
    }

    @Test
    void a_payout_whose_case_is_denied_gives_the_diamonds_back() {
        Fraud.says(creator, "REVIEW");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "HELD");
        Fraud.decideCase(payout, creator, "DENIED");
        var over = PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(over.getString("state")).isEqualTo("REJECTED");
        assertThat(over.getString("reason.code")).isEqualTo("CASE_DENIED");
        assertThat(Provider.calls(payout)).isEmpty();
    }

    @Test
    void without_fraud_service_nothing_goes_out() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        Awaitility.await()
                .until(() -> Rows.of("SELECT tries FROM payout WHERE id = ? AND tries > 2", payout)
                                .size()
                        == 1);
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("REQUESTED");
        assertThat(Provider.calls(payout)).isEmpty();
        Fraud.comeBack();
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    @Test
    void a_decision_that_is_too_old_is_asked_for_anew() {
        Fraud.says(
                creator,
                number -> new Fraud.Said("ALLOW", number == 1 ? Instant.now().minusSeconds(61) : Instant.now()));
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Fraud.questions(creator)).hasSize(2);
        assertThat(PayoutCalls.payout(creator, payout).getString("attempt.decisionId"))
                .isEqualTo(Rows.of("SELECT id FROM payout_decision WHERE payout = ? AND number = 2", payout)
                        .get(0));
    }

    @Test
    void a_restriction_stops_a_requested_payout_until_it_is_lifted() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        var restriction = Fraud.restrict(creator);
        var second = Fraud.restrict(creator);
        assertThat(PayoutCalls.await(creator, payout, "HELD").getString("reason.code"))
                .isEqualTo("RESTRICTED");
        Fraud.comeBack();
        Fraud.lift(restriction, creator);
        Awaitility.await()
                .until(() ->
                        Rows.of("SELECT id FROM payout_restriction WHERE creator = ? AND lifted_at IS NULL", creator)
                                        .size()
                                == 1);
        assertThat(Rows.state(payout)).isEqualTo("HELD");
        Fraud.lift(second, creator);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Fraud.questions(creator)).hasSize(1);
    }

    @Test
    void what_the_provider_has_is_not_stopped_any_more() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        Fraud.restrict(creator);
        Awaitility.await()
                .until(() -> !Rows.of("SELECT id FROM payout_restriction WHERE creator = ?", creator)
                        .isEmpty());
        assertThat(Rows.state(payout)).isEqualTo("PROCESSING");
    }

    @Test
    void an_account_that_is_frozen_meanwhile_stops_it_until_it_is_thawed() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        Wallet.standing(creator, 50_000, 0, true);
        Fraud.comeBack();
        assertThat(PayoutCalls.await(creator, payout, "HELD").getString("reason.code"))
                .isEqualTo("ACCOUNT_FROZEN");
        Wallet.standing(creator, 50_000, 0, false);
        PayoutCalls.await(creator, payout, "PROCESSING");
    }

    @Test
    void a_debt_that_arises_meanwhile_stops_it() {
        Fraud.goAway();
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        Wallet.standing(creator, 50_000, 1, false);
        Fraud.comeBack();
        assertThat(PayoutCalls.await(creator, payout, "HELD").getString("reason.code"))
                .isEqualTo("DEBT_OUTSTANDING");
        assertThat(Provider.calls(payout)).isEmpty();
    }

    @Test
    void a_hold_that_is_refused_ends_it() {
        Wallet.refuse("payout.hold", "INSUFFICIENT_FUNDS");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        var over = PayoutCalls.await(creator, payout, "REJECTED");
        assertThat(over.getString("reason.code")).isEqualTo("INSUFFICIENT_DIAMONDS");
        assertThat(over.getString("funds")).isEqualTo("REFUSED");
        assertThat(Wallet.kinds(payout)).isEmpty();
    }

    @Test
    void its_creator_may_call_it_back_until_it_is_submitted() {
        Fraud.says(creator, "REVIEW");
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "HELD");
        PayoutCalls.cancel(UUID.randomUUID(), payout).then().spec(problem(404, "PAYOUT_NOT_FOUND"));
        PayoutCalls.cancel(creator, payout).then().statusCode(200).body("state", equalTo("CANCELED"));
        PayoutCalls.await(creator, payout, "funds", "VOIDED");
        PayoutCalls.cancel(creator, payout).then().statusCode(200).body("state", equalTo("CANCELED"));
        Fraud.decideCase(payout, creator, "APPROVED");
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.held", "payout.canceled");
    }

    @Test
    void a_submitted_payout_cannot_be_called_back() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        PayoutCalls.cancel(creator, payout)
                .then()
                .spec(problem(409, "PAYOUT_NOT_CANCELABLE"))
                .body("state", equalTo("PROCESSING"));
    }

    @Test
    void canceled_before_the_hold_is_there_it_is_given_back_as_soon_as_it_is() {
        var quote = PayoutCalls.quote(creator, PayoutCalls.method(creator, Provider.SUCCEEDS, "USD"), 10_000, "USD");
        Fraud.goAway();
        Wallet.stub().on("POST", "/internal/v1/postings", request -> PeerReply.json(503, "{}"));
        var payout = UUID.fromString(
                PayoutCalls.request(creator, quote, PayoutCalls.key()).path("id"));
        PayoutCalls.cancel(creator, payout).then().statusCode(200).body("funds", equalTo("HOLDING"));
        Wallet.begin();
        PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.void");
    }

    /** Either the provider was told, or the creator got the diamonds back: never both, never neither. */
    @Test
    void a_race_between_cancel_and_submission_has_one_winner() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 8; round++) {
                var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
                Callable<Integer> cancel =
                        () -> PayoutCalls.cancel(creator, payout).statusCode();
                var statuses = List.of(pool.submit(cancel), pool.submit(cancel));
                for (var status : statuses) {
                    assertThat(status.get()).isIn(200, 409);
                }
                Awaitility.await()
                        .until(() -> Rows.of(
                                                "SELECT id FROM payout WHERE id = ? AND (funds = 'VOIDED' OR state = 'PROCESSING')",
                                                payout)
                                        .size()
                                == 1);
                assertThat(Provider.calls(payout)).hasSize(Rows.state(payout).equals("CANCELED") ? 0 : 1);
            }
        } finally {
            pool.shutdown();
        }
    }
}
