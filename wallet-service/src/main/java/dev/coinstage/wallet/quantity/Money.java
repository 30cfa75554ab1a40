package dev.coinstage.wallet.quantity;

import java.util.Currency;

/**
 * Money in the smallest unit of its currency (cents for USD, yen for JPY).
 *
 * @param currency ISO 4217 code of a currency with a smallest unit; anything else is an {@link IllegalArgumentException}
 * @param amountMinor 0 to 2^53 - 1
 */
public record Money(String currency, long amountMinor) {

    private static final int MILLI_DIGITS = 3;

    public Money {
        fractionDigits(currency);
        Quantities.requireExact(amountMinor);
    }

    /**
     * From thousandths of the major unit, as the App Store states prices.
     *
     * @throws IllegalArgumentException when the amount has a fraction of the smallest unit; {@link ArithmeticException} when
     *     it leaves 64 bits
     */
    public static Money ofMilliunits(String currency, long milliunits) {
        var digits = fractionDigits(currency);
        if (digits >= MILLI_DIGITS) {
            return new Money(currency, Math.multiplyExact(milliunits, power(digits - MILLI_DIGITS)));
        }
        var unit = power(MILLI_DIGITS - digits);
        if (milliunits % unit != 0) {
            throw new IllegalArgumentException(
                    milliunits + " milliunits of " + currency + " are not whole minor units");
        }
        return new Money(currency, milliunits / unit);
    }

    /** ISO 4217 also lists gold, tests and "no currency", which have no smallest unit to count. */
    private static int fractionDigits(String currency) {
        var digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(currency + " has no smallest unit");
        }
        return digits;
    }

    private static long power(int digits) {
        long power = 1;
        for (int digit = 0; digit < digits; digit++) {
            power *= 10;
        }
        return power;
    }
}
