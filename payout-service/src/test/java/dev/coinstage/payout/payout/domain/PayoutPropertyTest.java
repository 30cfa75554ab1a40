package dev.coinstage.payout.payout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is said, how often and in which order: the end is the same, and money moves at most once. */
class PayoutPropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration OLDEST = Duration.ofSeconds(60);
    private static final String NAME = "po_1";
    private static final Money RETURNED = money(4_375);
    private static final Terms TERMS =
            new Terms(new Diamonds(10_000), money(5_000), money(125), money(0), money(4_875));

    private static Money money(long minor) {
        return new Money("USD", minor);
    }

    /** What truly became of an order at the provider. */
    enum Truth {
        ACCEPTED(PayoutState.PROCESSING, Funds.HELD),
        SENT(PayoutState.SENT, Funds.HELD),
        PAID(PayoutState.COMPLETED, Funds.SETTLED),
        FAILED(PayoutState.FAILED, Funds.VOIDED),
        RETURNED(PayoutState.RETURNED, Funds.RETURNED);

        private final PayoutState state;
        private final Funds funds;

        Truth(PayoutState state, Funds funds) {
            this.state = state;
            this.funds = funds;
        }

        /** All that it says on the way there. */
        List<ProviderSays> news() {
            var accepted = new ProviderSays.Accepted(NAME);
            var sent = new ProviderSays.Sent(NAME);
            var paid = new ProviderSays.Paid(NAME);
            return switch (this) {
                case ACCEPTED -> List.of(accepted);
                case SENT -> List.of(accepted, sent);
                case PAID -> List.of(accepted, sent, paid);
                case FAILED -> List.of(accepted, sent, new ProviderSays.Failed(NAME, "x"));
                case RETURNED ->
                    List.of(accepted, sent, paid, new ProviderSays.Returned(NAME, PayoutPropertyTest.RETURNED));
            };
        }
    }

    /** A payout with the wallet that carries out what it asks for. */
    private static final class Story {

        private Payout payout = Payout.requested(TERMS).payout();
        private final List<Effect> effects = new ArrayList<>();

        void take(Function<Payout, Changed> step) {
            var changed = step.apply(payout);
            payout = changed.payout();
            effects.addAll(changed.effects());
        }

        void walletAnswers() {
            take(Payout::voided);
            take(Payout::settled);
            take(Payout::returnBooked);
        }

        Story out() {
            take(Payout::holdPlaced);
            take(before -> before.decided(decision(Decision.Outcome.ALLOW)));
            take(before -> before.prepared(NOW, OLDEST));
            take(before -> before.goesOut(NOW, OLDEST));
            assertThat(payout.sending()).isEqualTo(Sending.OUT);
            return this;
        }

        long count(Class<? extends Effect> kind) {
            return effects.stream().filter(kind::isInstance).count();
        }

        long told(Effect.News news) {
            return effects.stream().filter(new Effect.Tell(news)::equals).count();
        }

        void assertMoneyMovedAtMostOnce() {
            assertThat(count(Effect.Settle.class) + count(Effect.VoidHold.class))
                    .isLessThanOrEqualTo(1);
            assertThat(count(Effect.BookReturn.class)).isLessThanOrEqualTo(count(Effect.Settle.class));
            for (var news : Effect.News.values()) {
                if (news != Effect.News.HELD) {
                    assertThat(told(news)).as("%s", news).isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static Decision.Made decision(Decision.Outcome outcome) {
        return new Decision.Made(UUID.nameUUIDFromBytes(new byte[] {1}), outcome, NOW);
    }

    @Provide
    Arbitrary<List<Integer>> noise() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(30);
    }

    /** What happens around it, and must not matter once the provider has it. */
    private static void noise(Story story, int kind) {
        switch (kind) {
            case 0, 1 -> story.take(Payout::unanswered);
            case 2 -> story.take(Payout::canceled);
            case 3 -> story.take(before -> before.stopped(Reason.RESTRICTED));
            case 4 -> story.take(before -> before.caseDecided(false));
            case 5 -> story.take(before -> before.decided(decision(Decision.Outcome.BLOCK)));
            case 6 -> {
                story.take(Payout::holdPlaced);
                story.take(Payout::returnTakenUp);
            }
            case 7 -> story.take(before -> before.holdRefused(Reason.WALLET_REFUSED));
            default -> story.walletAnswers();
        }
    }

    @Property
    void every_order_of_news_with_repetitions_and_timeouts_ends_in_the_truth(
            @ForAll Truth truth, @ForAll List<@IntRange(max = 3) Integer> order, @ForAll("noise") List<Integer> noise) {
        var story = new Story().out();
        var news = truth.news();
        for (int at = 0; at < Math.max(order.size(), noise.size()); at++) {
            if (at < order.size()) {
                var said = news.get(order.get(at) % news.size());
                story.take(before -> before.told(said));
            }
            if (at < noise.size()) {
                noise(story, noise.get(at));
            }
        }
        // at last everything was said once
        news.forEach(said -> story.take(before -> before.told(said)));
        story.walletAnswers();
        story.walletAnswers();
        assertThat(story.payout.state()).isEqualTo(truth.state);
        assertThat(story.payout.funds()).isEqualTo(truth.funds);
        story.assertMoneyMovedAtMostOnce();
    }

    /** Also when the provider lies and everybody talks at once. */
    @Property(tries = 3_000)
    void money_moves_at_most_once_whatever_is_said(@ForAll List<@IntRange(max = 24) Integer> steps) {
        var story = new Story();
        for (var step : steps) {
            anything(story, step);
            var payout = story.payout;
            assertThat(payout.isCancelable() && payout.sends() > 0).isFalse();
            if (payout.funds() == Funds.VOIDING || payout.funds() == Funds.VOIDED) {
                assertThat(payout.state().isOver()).isTrue();
            }
            if (payout.state() == PayoutState.SUBMITTING || payout.state() == PayoutState.OUTCOME_UNKNOWN) {
                assertThat(payout.funds()).isEqualTo(Funds.HELD);
            }
        }
        story.assertMoneyMovedAtMostOnce();
    }

    private static void anything(Story story, int step) {
        switch (step) {
            case 10 -> story.take(before -> before.decided(decision(Decision.Outcome.ALLOW)));
            case 11 -> story.take(before -> before.decided(decision(Decision.Outcome.REVIEW)));
            case 12 -> story.take(before -> before.prepared(NOW, OLDEST));
            case 13 -> story.take(before -> before.goesOut(NOW, OLDEST));
            case 14 -> story.take(Payout::refusedByProvider);
            case 15 -> story.take(Payout::provedAbsent);
            case 16 -> story.take(before -> before.caseDecided(true));
            case 17 -> story.take(before -> before.released(Reason.RESTRICTED));
            case 18 -> story.take(before -> before.stopped(Reason.ACCOUNT_FROZEN));
            case 19 -> story.take(before -> before.released(Reason.ACCOUNT_FROZEN));
            case 20 -> story.take(before -> before.told(new ProviderSays.Accepted(NAME)));
            case 21 -> story.take(before -> before.told(new ProviderSays.Sent("po_2")));
            case 22 -> story.take(before -> before.told(new ProviderSays.Paid(NAME)));
            case 23 -> story.take(before -> before.told(new ProviderSays.Failed(NAME, "x")));
            case 24 -> story.take(before -> before.told(new ProviderSays.Returned(NAME, RETURNED)));
            default -> noise(story, step);
        }
    }

    @Property
    void proofs_of_absence_never_make_a_second_attempt_and_the_third_ends_it(
            @ForAll @IntRange(min = 0, max = 5) int proofs) {
        var story = new Story().out();
        for (int proof = 0; proof < proofs; proof++) {
            story.take(Payout::unanswered);
            story.take(Payout::provedAbsent);
            story.take(before -> before.goesOut(NOW, OLDEST));
        }
        assertThat(story.payout.sends()).isEqualTo(Math.min(1 + proofs, Payout.MOST_SENDS));
        assertThat(story.payout.state() == PayoutState.FAILED).isEqualTo(proofs >= Payout.MOST_SENDS);
        assertThat(story.count(Effect.VoidHold.class)).isEqualTo(proofs >= Payout.MOST_SENDS ? 1 : 0);
        assertThat(story.told(Effect.News.SUBMITTED)).isEqualTo(1);
    }
}
