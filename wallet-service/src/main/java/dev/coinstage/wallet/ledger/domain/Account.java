package dev.coinstage.wallet.ledger.domain;

/**
 * An account as of some commit: running totals that only grow, in units of its asset.
 *
 * @param debitsPending units held and not yet captured; they are not available
 * @param lots where drawing stands; {@link LotCursor#START} on accounts without lots
 */
public record Account(
        AccountKey key,
        long debitsPosted,
        long creditsPosted,
        long debitsPending,
        long creditsPending,
        boolean frozen,
        boolean closed,
        LotCursor lots) {

    /** Largest balance and running total, see {@code Quantities.LARGEST}. */
    static final long LARGEST = (1L << 53) - 1;

    public static Account opened(AccountKey key) {
        return new Account(key, 0, 0, 0, 0, false, false, LotCursor.START);
    }

    public long balance() {
        return creditsPosted - debitsPosted;
    }

    /** What may leave the account; below zero only where the kind allows it. */
    public long available() {
        return balance() - debitsPending;
    }

    boolean covers(long amount) {
        return key.kind().mayGoNegative() || available() >= amount;
    }

    Account debited(long amount) {
        return new Account(
                key, debitsPosted + amount, creditsPosted, debitsPending, creditsPending, frozen, closed, lots);
    }

    Account credited(long amount) {
        return new Account(
                key, debitsPosted, creditsPosted + amount, debitsPending, creditsPending, frozen, closed, lots);
    }

    Account with(LotCursor moved) {
        return new Account(key, debitsPosted, creditsPosted, debitsPending, creditsPending, frozen, closed, moved);
    }
}
