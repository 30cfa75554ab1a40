package dev.coinstage.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every way that a provider can take an order. */
@PayoutTest
class PayoutFlowTest {

    private final UUID creator = UUID.randomUUID();

    @Test
    void a_payout_is_held_decided_submitted_and_completed_by_webhooks() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        Provider.tells(payout, "SENT");
        assertThat(PayoutCalls.payout(creator, payout).getString("state")).isEqualTo("SENT");
        Provider.tells(payout, "PAID");
        var done = PayoutCalls.await(creator, payout, "funds", "SETTLED");
        assertThat(done.getString("state")).isEqualTo("COMPLETED");
        assertThat(done.getLong("netMinor")).isEqualTo(4_875);
        assertThat(done.getString("attempt.providerPayoutId")).isEqualTo(Provider.order(payout).id);
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle");
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.submitted", "payout.completed");
    }

    @Test
    void the_wallet_is_asked_for_exactly_this() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        Provider.tells(payout, "PAID");
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        assertThat(Wallet.link(payout, "payout.hold", 0)).isEqualTo(Wallet.read("""
                {"type":"HOLD","debit":{"owner":"%s","kind":"CREATOR_DIAMONDS","asset":"DIAMOND"},
                 "credit":{"owner":"platform","kind":"PAYOUT_CLEARING","asset":"DIAMOND"},"amount":10000,"code":"PAYOUT"}
                """.formatted(creator)));
        var hold = Rows.of("SELECT hold FROM payout WHERE id = ?", payout).get(0);
        assertThat(Wallet.link(payout, "payout.settle", 0)).isEqualTo(Wallet.read("""
                {"type":"CAPTURE","hold":"%s","amount":10000,"releaseRest":true}""".formatted(hold)));
        assertThat(Wallet.link(payout, "payout.settle", 1)).isEqualTo(Wallet.read("""
                {"type":"TRANSFER","debit":{"owner":"platform","kind":"CREATOR_PAYOUTS","asset":"USD"},
                 "credit":{"owner":"platform","kind":"PAYOUT_PROVIDER","asset":"USD"},"amount":4875,"code":"PAYOUT_MONEY"}"""));
    }

    @Test
    void the_provider_is_told_once_with_key_reference_amount_and_destination() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Provider.calls(payout)).hasSize(1);
        var call = Provider.calls(payout).get(0);
        assertThat(call.authorization()).isEqualTo("Bearer key-of-the-test");
        assertThat(UUID.fromString(call.key()).version()).isEqualTo(7);
        assertThat(call.body()).isEqualTo(Wallet.read("""
                {"reference":"%s","amountMinor":4875,"currency":"USD","destination":"tok_test_0001"}""".formatted(Provider.reference(payout))));
    }

    @Test
    void a_rejected_payout_gives_the_diamonds_back() {
        var payout = PayoutCalls.requested(creator, Provider.REJECTED);
        var over = PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(over.getString("state")).isEqualTo("FAILED");
        assertThat(over.getString("reason.code")).isEqualTo("PROVIDER_REFUSED");
        assertThat(over.getString("reason.fixableBy")).isEqualTo("CREATOR");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.void");
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.submitted", "payout.failed");
    }

    @Test
    void a_payout_that_fails_later_gives_the_diamonds_back() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        Provider.tells(payout, "FAILED");
        var over = PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(over.getString("reason.code")).isEqualTo("PROVIDER_FAILED");
    }

    @Test
    void a_dropped_reply_leaves_the_outcome_unknown_until_asking_finds_it() {
        Provider.answersNoQuestions();
        var payout = PayoutCalls.requested(creator, Provider.DROPPED_AFTER);
        PayoutCalls.await(creator, payout, "OUTCOME_UNKNOWN");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold");
        Provider.answersAgain();
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Provider.calls(payout)).hasSize(1);
        Provider.moves(payout, "PAID", 0);
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
        assertThat(Wallet.kinds(payout)).containsExactly("payout.hold", "payout.settle");
    }

    @Test
    void an_order_that_was_proved_absent_goes_out_again_under_the_same_key() {
        var payout = PayoutCalls.requested(creator, Provider.DROPPED_BEFORE);
        var processing = PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(processing.getInt("attempt.sends")).isEqualTo(2);
        assertThat(Provider.calls(payout)).hasSize(2);
        assertThat(Provider.calls(payout).stream().map(Provider.Call::key).distinct())
                .hasSize(1);
        assertThat(Rows.of("SELECT key FROM payout_attempt WHERE payout = ?", payout))
                .hasSize(1);
    }

    @Test
    void an_order_that_never_arrives_has_failed_after_three_proofs() {
        var payout = PayoutCalls.requested(creator, Provider.DROPPED_ALWAYS);
        var over = PayoutCalls.await(creator, payout, "funds", "VOIDED");
        assertThat(over.getString("state")).isEqualTo("FAILED");
        assertThat(over.getString("reason.code")).isEqualTo("NEVER_EXECUTED");
        assertThat(Provider.calls(payout)).hasSize(3);
        assertThat(Rows.events(payout)).containsExactly("payout.requested", "payout.submitted", "payout.failed");
    }

    @Test
    void a_fault_of_the_provider_tells_nothing() {
        Provider.answersNoQuestions();
        var payout = PayoutCalls.requested(creator, Provider.FAULTY);
        PayoutCalls.await(creator, payout, "OUTCOME_UNKNOWN");
        Provider.answersAgain();
        PayoutCalls.await(creator, payout, "PROCESSING");
        assertThat(Provider.calls(payout)).hasSize(2);
    }

    @Test
    void lost_webhooks_are_made_up_for_by_asking() {
        var payout = PayoutCalls.requested(creator, Provider.SUCCEEDS);
        PayoutCalls.await(creator, payout, "PROCESSING");
        Provider.moves(payout, "PAID", 0);
        PayoutCalls.await(creator, payout, "funds", "SETTLED");
    }

    @Test
    void every_step_is_kept_and_cannot_be_changed() {
        var payout = PayoutCalls.requested(creator, Provider.REJECTED);
        PayoutCalls.await(creator, payout, "funds", "VOIDED");
        await().untilAsserted(() -> assertThat(
                        Rows.of("SELECT cause FROM payout_step WHERE payout = ? ORDER BY place", payout))
                .isEqualTo(List.of(
                        "requested",
                        "hold placed",
                        "fraud decided",
                        "attempt prepared",
                        "submitted",
                        "provider refused: DESTINATION_REJECTED",
                        "hold given back")));
        for (var table : List.of("payout_step", "payout_quote", "payout_decision", "provider_event")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Rows.change("DELETE FROM " + table)))
                    .hasMessageContaining("insert-only");
        }
    }
}
