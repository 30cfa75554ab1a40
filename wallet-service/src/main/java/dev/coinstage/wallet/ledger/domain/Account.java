package dev.coinstage.wallet.ledger.domain;

/**
 * An account as of some commit: running totals in units of its asset. What was posted only grows.
 *
 * @param debitsPending units set aside by holds and not captured yet; they are not available
 * @param creditsPending units that others' holds set aside in its favour
 * @param minimum what must stay, see {@link Link.Limit}; {@code maximum} most that it may have
 * @param lots where drawing stands; {@link LotCursor#START} on accounts without lots
 */
public record Account(
        AccountKey key,
        long debitsPosted,
        long creditsPosted,
        long debitsPending,
        long creditsPending,
        long minimum,
        long maximum,
        boolean frozen,
        boolean closed,
        LotCursor lots) {

    /** Largest balance and running total, see {@code Quantities.LARGEST}. */
    public static final long LARGEST = (1L << 53) - 1;

    public static Account opened(AccountKey key) {
        return new Account(key, 0, 0, 0, 0, 0, LARGEST, false, false, LotCursor.START);
    }

    public long balance() {
        return creditsPosted - debitsPosted;
    }

    /** What may leave the account: neither held nor its minimum. Below zero where the kind allows it, or the minimum was raised. */
    public long available() {
        return balance() - debitsPending - minimum;
    }

    boolean covers(long amount) {
        return key.kind().mayGoNegative() || available() >= amount;
    }

    Account debited(long amount) {
        return totals(debitsPosted + amount, creditsPosted, debitsPending, creditsPending);
    }

    Account credited(long amount) {
        return totals(debitsPosted, creditsPosted + amount, debitsPending, creditsPending);
    }

    /** @param amount below zero to give it back */
    Account debitHeld(long amount) {
        return totals(debitsPosted, creditsPosted, debitsPending + amount, creditsPending);
    }

    /** @param amount below zero to give it back */
    Account creditHeld(long amount) {
        return totals(debitsPosted, creditsPosted, debitsPending, creditsPending + amount);
    }

    private Account totals(long debits, long credits, long heldDebits, long heldCredits) {
        return new Account(key, debits, credits, heldDebits, heldCredits, minimum, maximum, frozen, closed, lots);
    }

    Account with(LotCursor moved) {
        return new Account(
                key,
                debitsPosted,
                creditsPosted,
                debitsPending,
                creditsPending,
                minimum,
                maximum,
                frozen,
                closed,
                moved);
    }

    Account frozen(boolean from) {
        return flags(minimum, maximum, from, closed);
    }

    Account closedForEver() {
        return flags(minimum, maximum, frozen, true);
    }

    Account limited(long lowest, long highest) {
        return flags(lowest, highest, frozen, closed);
    }

    private Account flags(long lowest, long highest, boolean isFrozen, boolean isClosed) {
        return new Account(
                key,
                debitsPosted,
                creditsPosted,
                debitsPending,
                creditsPending,
                lowest,
                highest,
                isFrozen,
                isClosed,
                lots);
    }
}
