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
        var budget = Budget.of(new Coins(2)).lend(micros(1_200_000));
        for (int seen = 0; seen < 4; seen++) {
            budget = budget.reserve(PRICE).bill(PRICE);
        }
        assertThat(budget.capturable()).isEqualTo(new Coins(1));
        budget = budget.capture(new Coins(1));
        assertThat(budget.billed()).isEqualTo(micros(200_000));
        assertThat(budget.capturable()).isEqualTo(new Coins(0));
        assertThat(budget.refund()).isEqualTo(new Coins(1));
        var settled = budget.settle();
        assertThat(settled.refunded()).isEqualTo(micros(1_000_000));
        assertThat(settled.captured()).isEqualTo(micros(1_000_000));
        assertThat(settled.billed()).isEqualTo(Micros.NONE);
    }

    @Test
    void it_is_exhausted_when_no_impression_is_left() {
        var budget = Budget.of(new Coins(1)).lend(micros(900_000));
        assertThat(budget.exhausted(PRICE)).isFalse();
        for (int seen = 0; seen < 3; seen++) {
            budget = budget.reserve(PRICE);
        }
        assertThat(budget.exhausted(PRICE)).as("all may still expire").isFalse();
        for (int seen = 0; seen < 3; seen++) {
            budget = budget.bill(PRICE);
        }
        assertThat(budget.exhausted(PRICE)).isTrue();
    }

    @Test
    void it_is_not_settled_while_impressions_are_promised() {
        var lent = Budget.of(new Coins(1)).lend(PRICE);
        assertThatThrownBy(lent::settle).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lent.reserve(PRICE).settle()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts_that_are_not_the_whole_are_refused() {
        var none = Micros.NONE;
        var coin = micros(1_000_000);
        assertThatThrownBy(() -> new Budget(coin, none, none, none, none, none, none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Budget(coin, micros(500_000), micros(500_000), none, none, none, none))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobody_takes_more_than_there_is() {
        var budget = Budget.of(new Coins(1));
        assertThatThrownBy(() -> budget.lend(micros(1_000_001))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget.reserve(PRICE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget.capture(new Coins(1))).isInstanceOf(IllegalArgumentException.class);
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
            case LEND -> before.unleased().compareTo(price) < 0 ? before : before.lend(price);
            case GIVE_BACK -> before.giveBack(before.leased());
            case RESERVE -> before.leased().compareTo(price) < 0 ? before : before.reserve(price);
            case BILL -> before.reserved().isNone() ? before : before.bill(price);
            case EXPIRE -> before.reserved().isNone() ? before : before.expire(price);
            case CAPTURE -> before.capture(before.capturable());
            case REFUSE_CAPTURE -> before.uncapture(before.captured().wholeCoins());
        };
    }

    @Property
    void whatever_happens_the_refund_is_the_hold_less_the_captures(
            @ForAll @Size(max = 200) List<Step> story,
            @ForAll @LongRange(min = 1, max = 9) long coins,
            @ForAll @LongRange(min = 1, max = 1_000_000) long price) {
        var budget = Budget.of(new Coins(coins));
        for (var step : story) {
            budget = step(budget, step, micros(price));
            assertThat(budget.captured().plus(budget.billed())).isLessThanOrEqualTo(budget.held());
        }
        while (!budget.reserved().isNone()) {
            budget = budget.expire(micros(price));
        }
        budget = budget.giveBack(budget.leased()).capture(budget.capturable());
        var refund = budget.refund();
        var settled = budget.settle();
        assertThat(settled.refunded()).isEqualTo(refund.micros());
        assertThat(settled.captured().plus(settled.refunded())).isEqualTo(settled.held());
        assertThat(budget.billed().value()).as("forgiven").isLessThan(Micros.PER_COIN);
    }
}
