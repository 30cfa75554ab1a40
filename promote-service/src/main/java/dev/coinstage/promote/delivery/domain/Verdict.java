package dev.coinstage.promote.delivery.domain;

/** What became of a notice. */
public enum Verdict {
    /** The impression is billed, now or by the same notice before. */
    BILLED,
    /** It came after its expiry: recorded, not billed. */
    LATE,
    /** Not ours, altered, or not this viewer's. Nothing is recorded. */
    FORGED
}
