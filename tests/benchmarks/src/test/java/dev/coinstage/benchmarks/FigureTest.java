package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void a_rate_at_its_bar_passes_and_one_below_it_fails() {
        assertThat(new Figure("B1.rate", 15_000, "gifts/s", new Bar.AtLeast(15_000)).passes())
                .isTrue();
        assertThat(new Figure("B1.rate", 14_999, "gifts/s", new Bar.AtLeast(15_000)).passes())
                .isFalse();
    }

    @Test
    void a_cost_at_its_bar_passes_and_one_above_it_fails() {
        assertThat(new Figure("B3.growth", 1.3, "times", new Bar.AtMost(1.3)).passes())
                .isTrue();
        assertThat(new Figure("B3.growth", 1.31, "times", new Bar.AtMost(1.3)).passes())
                .isFalse();
    }

    @Test
    void a_wait_has_to_stay_below_its_bar() {
        assertThat(new Figure("B2.direct.p99", 100, "ms", new Bar.Below(100)).passes())
                .isFalse();
    }

    @Test
    void what_could_not_be_measured_fails_its_bar() {
        assertThat(new Figure("B3.growth", Double.NaN, "times", new Bar.AtMost(1.3)).passes())
                .isFalse();
    }

    @Test
    void a_line_tells_id_value_unit_bar_and_verdict() {
        assertThat(new Figure("B1.of-raw", 0.756, "times", new Bar.AtLeast(0.8)).line())
                .matches("B1\\.of-raw +0\\.76 times +>= 0\\.8 +FAIL");
        assertThat(new Figure("B1.rate", 17_123.4, "gifts/s", new Bar.AtLeast(15_000)).line())
                .matches("B1\\.rate +17123 gifts/s +>= 15000 +pass");
    }

    @Test
    void a_figure_without_a_bar_says_so() {
        assertThat(Figure.plain("latency.low.p99", 6.5, "ms").line())
                .matches("latency\\.low\\.p99 +6\\.50 ms +no bar +-");
    }
}
