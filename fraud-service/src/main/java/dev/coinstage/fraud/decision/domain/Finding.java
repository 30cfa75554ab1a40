package dev.coinstage.fraud.decision.domain;

/**
 * A rule that fired.
 *
 * @param points added to the score, 0 or more
 * @param atLeast what the outcome must be at least; ALLOW leaves it to the score
 */
record Finding(Reason reason, int points, Outcome atLeast) {

    /** Adds points and leaves the outcome to the sum. */
    static Finding points(Reason reason, int points) {
        return new Finding(reason, points, Outcome.ALLOW);
    }

    /** Refuses outright. */
    static Finding block(Reason reason) {
        return new Finding(reason, Decision.HIGHEST, Outcome.BLOCK);
    }

    /** Asks a person, whatever the sum. */
    static Finding review(Reason reason, int points) {
        return new Finding(reason, points, Outcome.REVIEW);
    }

    boolean isHard() {
        return atLeast != Outcome.ALLOW;
    }
}
