package dev.coinstage.payout.quote.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private static final PriceList DOLLARS = new PriceList("USD", 500_000, 25, 200, 0);

    private static Terms terms(PriceList prices, long diamonds) {
        return ((PriceList.Priced.At) prices.price(new Diamonds(diamonds))).terms();
    }

    @Test
    void ten_thousand_diamonds_are_fifty_dollars_less_the_fee() {
        assertThat(terms(DOLLARS, 10_000))
                .isEqualTo(new Terms(
                        new Diamonds(10_000),
                        new Money("USD", 5_000),
                        new Money("USD", 125),
                        new Money("USD", 0),
                        new Money("USD", 4_875)));
    }

    @Test
    void gross_is_rounded_down_and_fee_and_tax_half_up() {
        var terms = terms(new PriceList("JPY", 750_000, 30, 200, 1_021), 12_345);
        // 9258.75; 185.16 + 30; 945.2418
        assertThat(terms.gross().amountMinor()).isEqualTo(9_258);
        assertThat(terms.fee().amountMinor()).isEqualTo(215);
        assertThat(terms.tax().amountMinor()).isEqualTo(945);
        assertThat(terms.net().amountMinor()).isEqualTo(8_098);
    }

    @Test
    void where_fee_and_tax_are_all_of_it_nothing_remains() {
        assertThat(DOLLARS.price(new Diamonds(51))).isInstanceOf(PriceList.Priced.NothingRemains.class);
        assertThat(terms(DOLLARS, 56).net().amountMinor()).isEqualTo(2);
    }

    @Test
    void a_price_list_that_leaves_nothing_is_none() {
        assertThatThrownBy(() -> new PriceList("USD", 1, 0, 5_000, 5_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceList("USD", 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<PriceList> prices() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.longs().between(0, 1_000),
                        Arbitraries.integers().between(0, 4_999),
                        Arbitraries.integers().between(0, 4_999))
                .as((rate, fixed, fee, tax) -> new PriceList("USD", rate, fixed, fee, tax));
    }

    @Property
    void the_lines_add_up_and_each_is_the_exact_value_rounded_once(
            @ForAll("prices") PriceList prices, @ForAll @LongRange(min = 1, max = 1_000_000) long diamonds) {
        if (!(prices.price(new Diamonds(diamonds)) instanceof PriceList.Priced.At at)) {
            return;
        }
        var terms = at.terms();
        var exact = new BigDecimal(BigInteger.valueOf(diamonds).multiply(BigInteger.valueOf(prices.rateMicros())))
                .movePointLeft(6);
        var gross = exact.setScale(0, RoundingMode.DOWN);
        assertThat(terms.gross().amountMinor()).isEqualTo(gross.longValueExact());
        assertThat(terms.fee().amountMinor()).isEqualTo(share(gross, prices.feeBasisPoints()) + prices.fixedFeeMinor());
        assertThat(terms.tax().amountMinor()).isEqualTo(share(gross, prices.taxBasisPoints()));
        assertThat(terms.net().amountMinor()
                        + terms.fee().amountMinor()
                        + terms.tax().amountMinor())
                .isEqualTo(terms.gross().amountMinor());
        assertThat(terms.net().amountMinor()).isPositive();
    }

    private static long share(BigDecimal gross, int basisPoints) {
        return gross.multiply(BigDecimal.valueOf(basisPoints))
                .movePointLeft(4)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** So nobody gains by asking for two payouts of half the size. */
    @Property
    void two_payouts_are_never_worth_more_gross_than_one(
            @ForAll("prices") PriceList prices,
            @ForAll @LongRange(min = 1, max = 500_000) long one,
            @ForAll @LongRange(min = 1, max = 500_000) long other) {
        assertThat(gross(prices, one) + gross(prices, other)).isLessThanOrEqualTo(gross(prices, one + other));
    }

    private static long gross(PriceList prices, long diamonds) {
        var priced = prices.price(new Diamonds(diamonds));
        return priced instanceof PriceList.Priced.At at
                ? at.terms().gross().amountMinor()
                : ((PriceList.Priced.NothingRemains) priced).gross().amountMinor();
    }
}
