package dev.coinstage.fraud.casework.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.casework.domain.CaseOutcome;
import dev.coinstage.fraud.casework.domain.CaseOutcome.AlreadyDecided;
import dev.coinstage.fraud.casework.domain.CaseOutcome.ChangedSince;
import dev.coinstage.fraud.casework.domain.CaseOutcome.NotToOthers;
import dev.coinstage.fraud.casework.domain.CaseOutcome.OfAnother;
import dev.coinstage.fraud.casework.domain.CaseOutcome.Unknown;

/** Every refusal of work on a case, as status and code. */
final class CaseProblems {

    private CaseProblems() {}

    static Problem problem(CaseOutcome refused) {
        if (refused instanceof Unknown) {
            return Problem.of(404, "CASE_NOT_FOUND", "There is no such case.");
        }
        if (refused instanceof AlreadyDecided) {
            return Problem.of(409, "CASE_DECIDED", "The case was decided already.");
        }
        if (refused instanceof ChangedSince changed) {
            return Problem.of(412, "CASE_CHANGED", "Somebody changed the case since it was read.")
                    .with("version", changed.version());
        }
        if (refused instanceof OfAnother other) {
            return Problem.of(409, "CASE_OF_ANOTHER", "Somebody else works on the case.")
                    .with("assignee", other.assignee());
        }
        if (refused instanceof NotToOthers) {
            return Problem.of(403, "FORBIDDEN", "Only a lead gives cases to others.");
        }
        throw new IllegalArgumentException("not a refusal: " + refused);
    }
}
