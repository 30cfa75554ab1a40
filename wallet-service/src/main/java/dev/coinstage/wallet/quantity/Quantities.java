package dev.coinstage.wallet.quantity;

/** The range that all quantities share. */
public final class Quantities {

    /** Largest integer that a double, and so every JSON client, holds exactly. */
    public static final long LARGEST = (1L << 53) - 1;

    private Quantities() {}

    static void requireExact(long value) {
        if (value < 0 || value > LARGEST) {
            throw new IllegalArgumentException("a quantity lies between 0 and " + LARGEST + ", not at " + value);
        }
    }
}
