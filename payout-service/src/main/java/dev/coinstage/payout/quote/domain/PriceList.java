package dev.coinstage.payout.quote.domain;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;
import dev.coinstage.payout.quantity.Terms;
import java.math.BigInteger;

/**
 * What diamonds are worth in a currency, and what is kept of it.
 *
 * @param currency ISO 4217
 * @param rateMicros millionths of the smallest unit for one diamond, 1 or more: half a cent is 500,000
 * @param fixedFeeMinor fee of each payout, in the smallest unit
 * @param feeBasisPoints further fee, in hundredths of a percent of the gross
 * @param taxBasisPoints tax withheld, in hundredths of a percent of the gross
 */
public record PriceList(String currency, long rateMicros, long fixedFeeMinor, int feeBasisPoints, int taxBasisPoints) {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger ALL = BigInteger.valueOf(10_000);
    private static final BigInteger HALF = BigInteger.valueOf(5_000);

    public PriceList {
        if (rateMicros < 1 || fixedFeeMinor < 0 || feeBasisPoints < 0 || taxBasisPoints < 0) {
            throw new IllegalArgumentException("a price list without prices");
        }
        if (feeBasisPoints + taxBasisPoints >= 10_000) {
            throw new IllegalArgumentException("nothing would remain");
        }
    }

    /**
     * The lines for so many diamonds. The gross is rounded down, so that no payout is worth more than its diamonds; fee and tax half
     * up; the net is what remains.
     */
    public Priced price(Diamonds diamonds) {
        var gross = BigInteger.valueOf(diamonds.value())
                .multiply(BigInteger.valueOf(rateMicros))
                .divide(MILLION);
        var fee = share(gross, feeBasisPoints).add(BigInteger.valueOf(fixedFeeMinor));
        var tax = share(gross, taxBasisPoints);
        if (gross.subtract(fee).subtract(tax).signum() <= 0) {
            return new Priced.NothingRemains(money(gross), money(fee), money(tax));
        }
        var net = money(gross).minus(money(fee)).minus(money(tax));
        return new Priced.At(new Terms(diamonds, money(gross), money(fee), money(tax), net));
    }

    private static BigInteger share(BigInteger gross, int basisPoints) {
        return gross.multiply(BigInteger.valueOf(basisPoints)).add(HALF).divide(ALL);
    }

    private Money money(BigInteger minor) {
        return new Money(currency, minor.longValueExact());
    }

    /** What a price list says. */
    public sealed interface Priced {
        record At(Terms terms) implements Priced {}

        /** Fee and tax are all of it, or more. */
        record NothingRemains(Money gross, Money fee, Money tax) implements Priced {}
    }
}
