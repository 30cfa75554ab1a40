package dev.coinstage.promote.quantity;

/**
 * Micro-coins: millionths of a coin, 0 to 2^63 - 1. Impressions are priced in them; the wallet only knows whole coins.
 *
 * @throws IllegalArgumentException below 0; {@link ArithmeticException} beyond 64 bits
 */
public record Micros(long value) implements Comparable<Micros> {

    public static final long PER_COIN = 1_000_000;
    public static final Micros NONE = new Micros(0);

    public Micros {
        if (value < 0) {
            throw new IllegalArgumentException("there are no " + value + " micro-coins");
        }
    }

    public Micros plus(Micros more) {
        return new Micros(Math.addExact(value, more.value));
    }

    /** @throws IllegalArgumentException when there are fewer than that */
    public Micros minus(Micros less) {
        return new Micros(value - less.value);
    }

    public Micros times(long count) {
        return new Micros(Math.multiplyExact(value, count));
    }

    /** The coins that are full: rounded down, so that a fraction is never charged. */
    public Coins wholeCoins() {
        return new Coins(value / PER_COIN);
    }

    public boolean isNone() {
        return value == 0;
    }

    @Override
    public int compareTo(Micros other) {
        return Long.compare(value, other.value);
    }
}
