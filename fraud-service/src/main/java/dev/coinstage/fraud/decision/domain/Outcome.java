package dev.coinstage.fraud.decision.domain;

/** What the asking service does with the action, from mildest to strictest; the order is meant. */
public enum Outcome {
    /** Goes on. */
    ALLOW,
    /** Goes on after the user proved again who they are. */
    CHALLENGE,
    /** Waits for a person: a case is open. */
    REVIEW,
    /** Is refused. */
    BLOCK;

    /** The stricter of both. */
    Outcome orAtLeast(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The milder of both. */
    Outcome orAtMost(Outcome other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
