package dev.coinstage.promote.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.promote.quantity.Micros;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static final Micros PRICE = new Micros(50_000);
    private static final Micros MOST = new Micros(25_000_000);

    @Test
    void a_large_budget_is_lent_in_the_largest_slices() {
        assertThat(Slices.next(new Micros(1_000_000_000), MOST, PRICE)).isEqualTo(MOST);
    }

    @Test
    void a_small_budget_leaves_something_for_the_other_processes() {
        assertThat(Slices.next(new Micros(1_000_000), MOST, PRICE)).isEqualTo(new Micros(100_000));
        assertThat(Slices.next(new Micros(50_000), MOST, PRICE)).isEqualTo(PRICE);
    }

    @Test
    void below_one_impression_nothing_is_lent() {
        assertThat(Slices.next(new Micros(49_999), MOST, PRICE)).isEqualTo(Micros.NONE);
    }

    @Property
    void a_slice_is_whole_impressions_and_never_more_than_there_is(
            @ForAll @LongRange(max = 1_000_000_000_000L) long unleased,
            @ForAll @LongRange(min = 1, max = 1_000_000) long price,
            @ForAll @LongRange(min = 1_000_000, max = 1_000_000_000_000L) long most) {
        var slice = Slices.next(new Micros(unleased), new Micros(most), new Micros(price));
        assertThat(slice.value()).isLessThanOrEqualTo(Math.min(unleased, most));
        assertThat(slice.value() % price).isZero();
        assertThat(slice.isNone()).isEqualTo(unleased < price);
    }
}
