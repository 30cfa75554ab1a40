package dev.coinstage.wallet.ledger.domain;

/** The chart of accounts. A balance is credits less debits; sources such as issuance run negative by design. */
public enum AccountKind {
    /** A viewer's paid coins, made of lots. */
    VIEWER_COINS(false, true),
    /** A creator's earnings. */
    CREATOR_DIAMONDS(false, false),
    /** What a viewer owes, below zero, in coins. */
    VIEWER_RECEIVABLE(true, false),
    /** What a creator owes, below zero, in diamonds. */
    CREATOR_RECEIVABLE(true, false),
    /** Where coins come from: what it is below zero was issued against verified purchases. */
    COIN_ISSUANCE(true, false),
    /** Coins that were given as gifts. */
    GIFT_CLEARING(false, false),
    /** Where diamonds come from. */
    DIAMOND_ISSUANCE(true, false),
    /** What campaigns paid for reach, in coins or diamonds. */
    PROMOTE_REVENUE(false, false),
    /** Diamonds that were paid out as money. */
    PAYOUT_CLEARING(false, false),
    /** What an app store owes us, below zero, per currency. */
    STORE_CLEARING(true, false),
    /** Gross sales of coins, per currency. */
    COIN_SALES(false, false);

    private final boolean mayGoNegative;
    private final boolean holdsLots;

    AccountKind(boolean mayGoNegative, boolean holdsLots) {
        this.mayGoNegative = mayGoNegative;
        this.holdsLots = holdsLots;
    }

    public boolean mayGoNegative() {
        return mayGoNegative;
    }

    /** True when every unit on such an account belongs to a lot with provenance. */
    public boolean holdsLots() {
        return holdsLots;
    }

    /** Whether a user can owe what is missing on such an account, on the receivable that {@link #receivable} names. */
    boolean mayOwe() {
        return this == VIEWER_COINS || this == CREATOR_DIAMONDS;
    }

    /** @throws IllegalStateException where nobody can owe */
    AccountKind receivable() {
        if (!mayOwe()) {
            throw new IllegalStateException("nobody owes for " + this);
        }
        return this == VIEWER_COINS ? VIEWER_RECEIVABLE : CREATOR_RECEIVABLE;
    }
}
