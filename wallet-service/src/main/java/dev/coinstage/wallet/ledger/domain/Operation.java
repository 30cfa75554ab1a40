package dev.coinstage.wallet.ledger.domain;

/** What a caller may be granted to do. */
public enum Operation {
    TRANSFER,
    HOLD,
    CAPTURE,
    /** Also what a capture releases. */
    VOID,
    /** Voiding what ran out of time: the ledger's own. */
    EXPIRE,
    REVERSE,
    /** Reversing although the units moved on: what is missing becomes a debt. */
    FORCE_REVERSE,
    FREEZE,
    UNFREEZE,
    CLOSE,
    LIMIT
}
