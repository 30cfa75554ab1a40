package dev.coinstage.payout.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayoutTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration OLDEST = Duration.ofSeconds(60);
    private static final Terms TERMS =
            new Terms(new Diamonds(10_000), money(5_000), money(125), money(0), money(4_875));

    private static Money money(long minor) {
        return new Money("USD", minor);
    }

    private static Decision.Made decided(Decision.Outcome outcome, Instant at) {
        return new Decision.Made(UUID.nameUUIDFromBytes(new byte[] {1}), outcome, at);
    }

    private static Payout held() {
        return Payout.requested(TERMS).payout().holdPlaced().payout();
    }

    private static Payout approved() {
        return held().decided(decided(Decision.Outcome.ALLOW, NOW)).payout();
    }

    private static Payout out() {
        return approved().prepared(NOW, OLDEST).payout().goesOut(NOW, OLDEST).payout();
    }

    @Test
    void a_decision_of_sixty_seconds_is_fresh_and_an_older_one_is_not() {
        assertThat(approved().maySend(NOW.plusSeconds(60), OLDEST)).isTrue();
        assertThat(approved().maySend(NOW.plusSeconds(60).plusNanos(1), OLDEST)).isFalse();
        var late = approved().prepared(NOW.plusSeconds(61), OLDEST);
        assertThat(late.payout().state()).isEqualTo(PayoutState.APPROVED);
        assertThat(late.effects()).isEmpty();
    }

    @Test
    void an_attempt_does_not_go_out_on_a_decision_that_has_aged_since_it_was_prepared() {
        var prepared = approved().prepared(NOW, OLDEST).payout();
        assertThat(prepared.goesOut(NOW.plusSeconds(61), OLDEST).payout()).isEqualTo(prepared);
        var again = prepared.decided(decided(Decision.Outcome.ALLOW, NOW.plusSeconds(61)));
        assertThat(again.payout().goesOut(NOW.plusSeconds(61), OLDEST).payout().sending())
                .isEqualTo(Sending.OUT);
    }

    @Test
    void a_prepared_attempt_that_is_blocked_gives_the_diamonds_back() {
        var blocked = approved().prepared(NOW, OLDEST).payout().decided(decided(Decision.Outcome.BLOCK, NOW));
        assertThat(blocked.payout().state()).isEqualTo(PayoutState.REJECTED);
        assertThat(blocked.effects()).contains(new Effect.VoidHold());
    }

    @Test
    void nothing_goes_out_without_a_hold() {
        var early = Payout.requested(TERMS).payout().decided(decided(Decision.Outcome.ALLOW, NOW));
        assertThat(early.payout().maySend(NOW, OLDEST)).isFalse();
    }

    @Test
    void an_approved_case_outweighs_a_later_review_but_not_a_block() {
        var released = held().decided(decided(Decision.Outcome.REVIEW, NOW))
                .payout()
                .caseDecided(true)
                .payout();
        assertThat(released.state()).isEqualTo(PayoutState.REQUESTED);
        assertThat(released.decision()).isEqualTo(new Decision.None());
        assertThat(released.decided(decided(Decision.Outcome.REVIEW, NOW))
                        .payout()
                        .state())
                .isEqualTo(PayoutState.APPROVED);
        assertThat(released.decided(decided(Decision.Outcome.BLOCK, NOW))
                        .payout()
                        .state())
                .isEqualTo(PayoutState.REJECTED);
    }

    @Test
    void a_case_may_be_approved_before_its_decision_is_known_here() {
        var early = held().caseDecided(true).payout();
        assertThat(early.decided(decided(Decision.Outcome.REVIEW, NOW)).payout().state())
                .isEqualTo(PayoutState.APPROVED);
    }

    @Test
    void a_restriction_takes_an_approved_case_back() {
        var restricted =
                held().caseDecided(true).payout().stopped(Reason.RESTRICTED).payout();
        var released = restricted.released(Reason.RESTRICTED).payout();
        assertThat(released.decided(decided(Decision.Outcome.REVIEW, NOW))
                        .payout()
                        .state())
                .isEqualTo(PayoutState.HELD);
    }

    @Test
    void a_restriction_outweighs_a_frozen_account_but_not_a_review() {
        var frozen = approved().stopped(Reason.ACCOUNT_FROZEN).payout();
        assertThat(frozen.stopped(Reason.RESTRICTED).payout().reason()).isEqualTo(Reason.RESTRICTED);
        var review = held().decided(decided(Decision.Outcome.REVIEW, NOW)).payout();
        assertThat(review.stopped(Reason.RESTRICTED).payout()).isEqualTo(review);
    }

    @Test
    void an_unknown_outcome_is_released_by_proof_alone() {
        var unknown = out().unanswered().payout();
        assertThat(unknown.state()).isEqualTo(PayoutState.OUTCOME_UNKNOWN);
        assertThat(unknown.canceled().payout()).isEqualTo(unknown);
        assertThat(unknown.caseDecided(false).payout()).isEqualTo(unknown);
        assertThat(unknown.stopped(Reason.RESTRICTED).payout()).isEqualTo(unknown);
        assertThat(unknown.provedAbsent().payout().sending()).isEqualTo(Sending.READY);
    }

    @Test
    void after_proof_of_absence_it_is_held_but_no_longer_canceled() {
        var absent = out().unanswered().payout().provedAbsent().payout();
        assertThat(absent.isCancelable()).isFalse();
        assertThat(absent.stopped(Reason.RESTRICTED).payout().state()).isEqualTo(PayoutState.HELD);
        var back = absent.stopped(Reason.RESTRICTED)
                .payout()
                .released(Reason.RESTRICTED)
                .payout();
        assertThat(back.state()).isEqualTo(PayoutState.SUBMITTING);
        assertThat(back.sending()).isEqualTo(Sending.READY);
    }

    @Test
    void absence_proves_nothing_once_the_provider_has_spoken() {
        var processing = out().told(new ProviderSays.Accepted("po")).payout();
        assertThat(processing.provedAbsent().payout()).isEqualTo(processing);
    }

    @Test
    void what_cannot_be_true_is_a_contradiction() {
        var paid = out().told(new ProviderSays.Paid("po")).payout();
        assertThat(paid.isContradictedBy(new ProviderSays.Failed("po", "x"))).isTrue();
        assertThat(paid.isContradictedBy(new ProviderSays.Paid("another"))).isTrue();
        assertThat(paid.isContradictedBy(new ProviderSays.Returned("po", money(4_876))))
                .isTrue();
        assertThat(paid.isContradictedBy(new ProviderSays.Returned("po", money(0))))
                .isTrue();
        assertThat(paid.isContradictedBy(new ProviderSays.Returned("po", money(4_875))))
                .isFalse();
        var refused = out().refusedByProvider().payout();
        assertThat(refused.isContradictedBy(new ProviderSays.Accepted("po"))).isTrue();
        var failed = out().told(new ProviderSays.Failed("po", "x")).payout();
        assertThat(failed.isContradictedBy(new ProviderSays.Sent("po"))).isFalse();
        assertThat(failed.isContradictedBy(new ProviderSays.Paid("po"))).isTrue();
        assertThat(held().isContradictedBy(new ProviderSays.Paid("po"))).isTrue();
    }

    @Test
    void a_return_that_is_told_twice_is_booked_once() {
        var paid = out().told(new ProviderSays.Paid("po")).payout().settled().payout();
        var back = paid.told(new ProviderSays.Returned("po", money(4_375)));
        assertThat(back.effects()).contains(new Effect.BookReturn(new Diamonds(8_974), money(4_375)));
        assertThat(back.payout()
                        .told(new ProviderSays.Returned("po", money(4_375)))
                        .effects())
                .isEmpty();
    }

    @Test
    void a_return_that_the_wallet_puts_off_is_asked_for_once_more_at_a_time() {
        var returning = out().told(new ProviderSays.Paid("po"))
                .payout()
                .settled()
                .payout()
                .told(new ProviderSays.Returned("po", money(4_375)))
                .payout();
        assertThat(returning.returnTakenUp().effects()).isEmpty();
        var postponed = returning.returnPostponed().payout();
        var again = postponed.returnTakenUp();
        assertThat(again.effects()).containsExactly(new Effect.BookReturn(new Diamonds(8_974), money(4_375)));
        assertThat(again.payout().returnTakenUp().effects()).isEmpty();
        assertThat(again.payout().returnBooked().payout().funds()).isEqualTo(Funds.RETURNED);
    }
}
