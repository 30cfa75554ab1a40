package dev.coinstage.fraud.decision.domain;

/**
 * What an amount is about worth, so that thresholds hold for every currency and asset. For risk alone: no money moves by it.
 *
 * @param cents US cents, 0 or more
 */
public record UsCents(long cents) {

    public static final UsCents NONE = new UsCents(0);

    /** Beyond it nothing is told apart: ten billion dollars. */
    private static final long MOST = 1_000_000_000_000L;

    private static final long CENTS_OF_A_DOLLAR = 100;

    public UsCents {
        if (cents < 0) {
            throw new IllegalArgumentException("a value is 0 or more, not " + cents);
        }
        cents = Math.min(cents, MOST);
    }

    /**
     * Rounded up, so that a fraction of a cent is never nothing.
     *
     * @param units smallest units of the asset, 0 or more
     * @param unitsPerDollar how many of them are about a dollar, 1 or more
     */
    public static UsCents of(long units, long unitsPerDollar) {
        if (units >= MOST) {
            return new UsCents(MOST);
        }
        return new UsCents(Math.floorDiv(units * CENTS_OF_A_DOLLAR + unitsPerDollar - 1, unitsPerDollar));
    }

    public UsCents plus(UsCents other) {
        return new UsCents(cents + other.cents);
    }

    public boolean atLeast(UsCents other) {
        return cents >= other.cents;
    }
}
