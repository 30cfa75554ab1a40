package dev.coinstage.wallet.quantity;

/**
 * Whole diamonds, 0 to 2^53 - 1: what a creator earns from gifts.
 *
 * @throws IllegalArgumentException beyond that range; {@link ArithmeticException} when a product leaves 64 bits
 */
public record Diamonds(long value) {

    public Diamonds {
        Quantities.requireExact(value);
    }

    public Diamonds times(int count) {
        return new Diamonds(Math.multiplyExact(value, count));
    }
}
