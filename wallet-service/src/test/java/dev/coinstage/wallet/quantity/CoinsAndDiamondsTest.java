package dev.coinstage.wallet.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinsAndDiamondsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_007_199_254_740_991L})
    void quantities_go_from_0_to_the_largest_exact_number(long value) {
        assertThat(new Coins(value).value()).isEqualTo(value);
        assertThat(new Diamonds(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 9_007_199_254_740_992L, Long.MAX_VALUE})
    void quantities_beyond_that_are_refused(long value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Coins(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new Diamonds(value));
    }

    @Test
    void a_quantity_is_multiplied_exactly() {
        assertThat(new Coins(199).times(3)).isEqualTo(new Coins(597));
        assertThat(new Diamonds(40).times(3)).isEqualTo(new Diamonds(120));
        assertThat(new Coins(199).times(0)).isEqualTo(new Coins(0));
    }

    @Test
    void a_product_out_of_range_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Coins(Quantities.LARGEST).times(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Diamonds(Quantities.LARGEST).times(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Coins(1).times(-1));
    }

    @Test
    void a_product_that_leaves_64_bits_does_not_wrap_around() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Coins(Quantities.LARGEST).times(Integer.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Diamonds(Quantities.LARGEST).times(Integer.MAX_VALUE));
    }
}
