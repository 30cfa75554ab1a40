package dev.coinstage.fraud.decision.domain;

import java.util.List;

/**
 * What the engine says.
 *
 * @param score 0 to {@link #HIGHEST}
 * @param reasons of all rules that fired, in the order of {@link Reason}
 */
public record Decision(Outcome outcome, int score, List<Reason> reasons) {

    /** The score of what is refused outright. */
    public static final int HIGHEST = 100;

    public Decision {
        reasons = List.copyOf(reasons);
    }
}
