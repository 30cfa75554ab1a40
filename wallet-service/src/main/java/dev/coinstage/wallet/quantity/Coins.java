package dev.coinstage.wallet.quantity;

/**
 * Whole coins, 0 to 2^53 - 1, so that every JSON client reads them exactly.
 *
 * @throws IllegalArgumentException beyond that range; {@link ArithmeticException} when a product leaves 64 bits
 */
public record Coins(long value) {

    public Coins {
        Quantities.requireExact(value);
    }

    public Coins times(int count) {
        return new Coins(Math.multiplyExact(value, count));
    }
}
