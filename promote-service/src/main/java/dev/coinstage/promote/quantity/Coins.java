package dev.coinstage.promote.quantity;

/**
 * Whole coins, 0 to 9 million million, so that they fit into {@link Micros}.
 *
 * @throws IllegalArgumentException beyond that range
 */
public record Coins(long value) {

    private static final long LARGEST = 9_000_000_000_000L;

    public Coins {
        if (value < 0 || value > LARGEST) {
            throw new IllegalArgumentException("coins lie between 0 and " + LARGEST + ", not at " + value);
        }
    }

    public Micros micros() {
        return new Micros(value * Micros.PER_COIN);
    }
}
