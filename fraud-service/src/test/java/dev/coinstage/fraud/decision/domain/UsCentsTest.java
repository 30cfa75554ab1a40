package dev.coinstage.fraud.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsCentsTest {

    @ParameterizedTest
    @CsvSource({"999,100,999", "150,150,100", "1,150,1", "0,150,0", "75,75,100", "700,75,934", "1,200,1"})
    void units_are_weighed_in_cents_and_rounded_up(long units, long perDollar, long cents) {
        assertThat(UsCents.of(units, perDollar)).isEqualTo(new UsCents(cents));
    }

    @Property
    void more_units_are_never_worth_less(
            @ForAll @LongRange(min = 0) long units, @ForAll @LongRange(min = 1, max = 1_000_000) long perDollar) {
        assertThat(UsCents.of(units, perDollar).atLeast(UsCents.of(units / 2, perDollar)))
                .isTrue();
    }

    @Test
    void a_value_is_never_below_nothing() {
        assertThatThrownBy(() -> new UsCents(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
