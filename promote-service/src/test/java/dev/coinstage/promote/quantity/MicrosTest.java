package dev.coinstage.promote.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MicrosTest {

    @Test
    void only_full_coins_are_coins() {
        assertThat(new Micros(999_999).wholeCoins()).isEqualTo(new Coins(0));
        assertThat(new Micros(1_000_000).wholeCoins()).isEqualTo(new Coins(1));
        assertThat(new Micros(2_999_999).wholeCoins()).isEqualTo(new Coins(2));
    }

    @Test
    void there_are_none_below_zero() {
        assertThatThrownBy(() -> Micros.NONE.minus(new Micros(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coins(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void too_many_are_a_fault_and_no_small_number() {
        assertThatThrownBy(() -> new Micros(Long.MAX_VALUE).plus(new Micros(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Property
    void coins_come_back_whole(@ForAll @LongRange(max = 9_000_000_000_000L) long coins) {
        assertThat(new Coins(coins).micros().wholeCoins()).isEqualTo(new Coins(coins));
    }
}
