package dev.coinstage.fraud.restriction.domain;

/** How far the wallet is with a restriction. */
public enum Enforcement {
    /** Nothing is frozen for it: who enforces it learns of it from the feed. */
    NONE,
    /** The wallet was not reached yet. */
    FREEZING,
    FROZEN,
    UNFREEZING,
    UNFROZEN,
    /** The wallet refused: the account is closed. */
    REFUSED
}
