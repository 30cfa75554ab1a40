package dev.coinstage.promote.delivery.domain;

/** What became of a notice. */
public enum Verdict {
    /** The impression is billed. */
    BILLED,
    /** The same notice billed it before: answered the same, and nothing is billed. */
    BILLED_BEFORE,
    /** It came after its expiry: recorded, not billed. */
    LATE,
    /** Not ours, altered, or not this viewer's. Nothing is recorded. */
    FORGED
}
