package dev.coinstage.fraud.restriction.domain;

/** What a restricted user may not do. */
public enum RestrictionKind {
    /** Spend coins: the wallet freezes the account. */
    SPENDING,
    /** Give gifts. */
    GIFTING,
    /** Be paid out: the payout service holds what was not submitted. */
    PAYOUT
}
