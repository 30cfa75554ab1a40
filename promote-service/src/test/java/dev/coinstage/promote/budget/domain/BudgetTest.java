package dev.coinstage.promote.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Micros PRICE = new Micros(300_000);

    private static Micros micros(long value) {
        return new Micros(value);
    }

    @Test
    void a_story_from_hold_to_refund() {
        var budget = BudgetSteps.lend(BudgetSteps.held(new Coins(2)), micros(1_200_000));
        for (int seen = 0; seen < 4; seen++) {
            budget = BudgetSteps.bill(BudgetSteps.reserve(budget, PRICE), PRICE);
        }
        assertThat(budget.capturable()).isEqualTo(new Coins(1));
        budget = BudgetSteps.capture(budget, new Coins(1));
        assertThat(budget.billed()).isEqualTo(micros(200_000));
        assertThat(budget.capturable()).isEqualTo(new Coins(0));
        assertThat(budget.refund()).as("the fraction is forgiven").isEqualTo(new Coins(1));
    }

    @Test
    void it_is_exhausted_when_no_impression_is_left() {
        var budget = BudgetSteps.lend(BudgetSteps.held(new Coins(1)), micros(900_000));
        assertThat(budget.exhausted(PRICE)).isFalse();
        for (int seen = 0; seen < 3; seen++) {
            budget = BudgetSteps.reserve(budget, PRICE);
        }
        assertThat(budget.exhausted(PRICE)).as("all may still expire").isFalse();
        for (int seen = 0; seen < 3; seen++) {
            budget = BudgetSteps.bill(budget, PRICE);
        }
        assertThat(budget.exhausted(PRICE)).isTrue();
    }

    @Test
    void it_is_quiet_when_nothing_is_lent_or_promised() {
        var held = BudgetSteps.held(new Coins(1));
        assertThat(held.quiet()).isTrue();
        assertThat(BudgetSteps.lend(held, PRICE).quiet()).isFalse();
        assertThat(BudgetSteps.reserve(BudgetSteps.lend(held, PRICE), PRICE).quiet())
                .isFalse();
    }

    @Test
    void parts_that_are_not_the_whole_are_refused() {
        var none = Micros.NONE;
        var coin = micros(1_000_000);
        assertThatThrownBy(() -> new Budget(coin, none, none, none, none, none, none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Budget(coin, micros(500_000), micros(500_000), none, none, none, none))
                .as("half a captured coin")
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What can happen to a budget; each does nothing where it may not. */
    enum Step {
        LEND,
        GIVE_BACK,
        RESERVE,
        BILL,
        EXPIRE,
        CAPTURE,
        REFUSE_CAPTURE
    }

    private static Budget step(Budget before, Step step, Micros price) {
        return switch (step) {
            case LEND -> before.unleased().compareTo(price) < 0 ? before : BudgetSteps.lend(before, price);
            case GIVE_BACK -> BudgetSteps.giveBack(before);
            case RESERVE -> before.leased().compareTo(price) < 0 ? before : BudgetSteps.reserve(before, price);
            case BILL -> before.reserved().isNone() ? before : BudgetSteps.bill(before, price);
            case EXPIRE -> before.reserved().isNone() ? before : BudgetSteps.expire(before, price);
            case CAPTURE -> BudgetSteps.capture(before, before.capturable());
            case REFUSE_CAPTURE ->
                BudgetSteps.uncapture(before, before.captured().wholeCoins());
        };
    }

    @Property
    void whatever_happens_the_refund_is_the_hold_less_the_captures(
            @ForAll @Size(max = 200) List<Step> story,
            @ForAll @LongRange(min = 1, max = 9) long coins,
            @ForAll @LongRange(min = 1, max = 1_000_000) long price) {
        var budget = BudgetSteps.held(new Coins(coins));
        for (var step : story) {
            budget = step(budget, step, micros(price));
            assertThat(budget.captured().plus(budget.billed())).isLessThanOrEqualTo(budget.held());
        }
        while (!budget.reserved().isNone()) {
            budget = BudgetSteps.expire(budget, micros(price));
        }
        budget = BudgetSteps.giveBack(budget);
        assertThat(budget.quiet()).isTrue();
        budget = BudgetSteps.capture(budget, budget.capturable());
        assertThat(budget.billed().value()).as("forgiven").isLessThan(Micros.PER_COIN);
        var settled = BudgetSteps.settle(budget);
        assertThat(settled.captured().plus(settled.refunded())).isEqualTo(settled.held());
        assertThat(settled.refund()).as("once").isEqualTo(new Coins(0));
    }
}
