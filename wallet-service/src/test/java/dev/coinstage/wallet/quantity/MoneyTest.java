package dev.coinstage.wallet.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"USD, 1290, 129", "USD, 0, 0", "JPY, 150000, 150", "KWD, 1250, 1250", "CLF, 1250, 12500"})
    void milliunits_become_the_smallest_unit_of_the_currency(String currency, long milliunits, long minor) {
        assertThat(Money.ofMilliunits(currency, milliunits)).isEqualTo(new Money(currency, minor));
    }

    @ParameterizedTest
    @CsvSource({"USD, 1295", "USD, 1", "JPY, 150001", "JPY, 150500"})
    void a_fraction_of_the_smallest_unit_is_refused_and_not_rounded(String currency, long milliunits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.ofMilliunits(currency, milliunits))
                .withMessageContaining(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd", "US", "DOLLAR", "", "ZZZ"})
    void what_is_no_currency_is_refused(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(currency, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMilliunits(currency, 1000));
    }

    /** ISO 4217 lists gold and "no currency" too, but nobody can be charged a smallest unit of them. */
    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XXX", "XTS"})
    void a_code_without_a_smallest_unit_is_refused(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(currency, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMilliunits(currency, 10_000));
    }

    @Test
    void money_ends_at_the_largest_exact_number() {
        assertThat(new Money("USD", Quantities.LARGEST).amountMinor()).isEqualTo(9_007_199_254_740_991L);
        assertThatIllegalArgumentException().isThrownBy(() -> new Money("USD", Quantities.LARGEST + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMilliunits("KWD", Quantities.LARGEST + 1));
    }

    @Test
    void milliunits_that_leave_64_bits_are_refused_and_do_not_wrap_around() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.ofMilliunits("CLF", Long.MAX_VALUE / 10 + 1));
    }

    @ParameterizedTest
    @CsvSource({"USD, -1290", "JPY, -1000", "KWD, -1", "CLF, -1"})
    void money_below_zero_is_refused(String currency, long milliunits) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofMilliunits(currency, milliunits));
    }

    @Property(seed = "20260106")
    void whole_cents_survive_the_way_through_milliunits(@ForAll @LongRange(max = Quantities.LARGEST / 10) long cents) {
        assertThat(Money.ofMilliunits("USD", cents * 10)).isEqualTo(new Money("USD", cents));
    }
}
