package dev.coinstage.wallet.ledger.domain;

import java.util.Set;

/** The chart of accounts. A balance is credits less debits; sources such as issuance run negative by design. */
public enum AccountKind {
    /** A viewer's paid coins, made of lots. */
    VIEWER_COINS(false, true, true, Asset.COIN),
    /** A creator's earnings. */
    CREATOR_DIAMONDS(false, false, true, Asset.DIAMOND),
    /** What a viewer owes, below zero, in coins. */
    VIEWER_RECEIVABLE(true, false, true, Asset.COIN),
    /** What a creator owes, below zero, in diamonds. */
    CREATOR_RECEIVABLE(true, false, true, Asset.DIAMOND),
    /** Where coins come from: what it is below zero was issued against verified purchases. */
    COIN_ISSUANCE(true, false, false, Asset.COIN),
    /** Coins that were given as gifts. */
    GIFT_CLEARING(false, false, false, Asset.COIN),
    /** Where diamonds come from. */
    DIAMOND_ISSUANCE(true, false, false, Asset.DIAMOND),
    /** What campaigns paid for reach, in coins or diamonds. */
    PROMOTE_REVENUE(false, false, false, Asset.COIN, Asset.DIAMOND),
    /** Diamonds that were paid out as money. */
    PAYOUT_CLEARING(false, false, false, Asset.DIAMOND),
    /** What an app store owes us, below zero, per currency. */
    STORE_CLEARING(true, false, false),
    /** Gross sales of coins, per currency. */
    COIN_SALES(false, false, false),
    /** What the card provider owes us, below zero, per currency. */
    CARD_CLEARING(true, false, false),
    /** What disputes cost us beside the sale itself, below zero, per currency. */
    CHARGEBACK_COSTS(true, false, false),
    /** What was taken back from creators for one dispute: its owner is the dispute. */
    CHARGEBACK_RECOVERY(false, false, true, Asset.DIAMOND),
    /** What creators were paid in money, below zero, per currency. */
    CREATOR_PAYOUTS(true, false, false),
    /** What the payout provider paid out for us, per currency: what its report must show. */
    PAYOUT_PROVIDER(false, false, false);

    private final boolean mayGoNegative;
    private final boolean holdsLots;
    private final boolean ofUsers;
    private final Set<Asset> assets;

    /** @param assets what such an account may count; none for money of any currency */
    AccountKind(boolean mayGoNegative, boolean holdsLots, boolean ofUsers, Asset... assets) {
        this.mayGoNegative = mayGoNegative;
        this.holdsLots = holdsLots;
        this.ofUsers = ofUsers;
        this.assets = Set.of(assets);
    }

    /** Whether such an account may count that. */
    boolean counts(Asset asset) {
        return assets.isEmpty() ? asset.isMoney() : assets.contains(asset);
    }

    /** True for accounts of users, false for those of the platform. */
    public boolean ofUsers() {
        return ofUsers;
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
