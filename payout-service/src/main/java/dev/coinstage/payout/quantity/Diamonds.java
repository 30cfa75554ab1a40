package dev.coinstage.payout.quantity;

/**
 * What creators earn.
 *
 * @param value whole diamonds, 0 or more
 */
public record Diamonds(long value) {

    public static final Diamonds NONE = new Diamonds(0);

    public Diamonds {
        if (value < 0) {
            throw new IllegalArgumentException("diamonds cannot be below zero: " + value);
        }
    }

    public boolean isLessThan(Diamonds other) {
        return value < other.value;
    }
}
