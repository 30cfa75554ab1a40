package dev.coinstage.local.books;

/**
 * All accounts of one kind and asset, summed.
 *
 * @param debits units of the asset ever taken, {@code credits} ever given; money counts in its smallest unit
 */
public record Line(String kind, String asset, long accounts, long debits, long credits) {

    public long balance() {
        return credits - debits;
    }
}
