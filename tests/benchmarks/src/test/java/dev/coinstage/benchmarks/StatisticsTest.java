package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void the_median_of_an_odd_number_is_the_middle_value() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Statistics.median(List.of(100.0, 1.0, 5.0, 7.0))).isEqualTo(6.0);
    }

    @Test
    void there_is_no_median_of_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    @Test
    void ratios_are_taken_round_by_round_so_that_a_slow_round_of_both_does_not_matter() {
        var over = List.of(100.0, 10.0, 120.0);
        var under = List.of(50.0, 5.0, 100.0);

        assertThat(Statistics.medianRatio(over, under)).isEqualTo(2.0);
    }

    @Test
    void rounds_that_do_not_match_have_no_ratio() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.medianRatio(List.of(1.0), List.of(1.0, 2.0)));
    }
}
