package dev.coinstage.fraud.casework.domain;

import java.util.UUID;

/** What became of a change of a case. Every case but the first maps to one status and one code in {@code CaseProblems}. */
public sealed interface CaseOutcome {

    record Done(CaseFile file) implements CaseOutcome {}

    record Unknown() implements CaseOutcome {}

    record AlreadyDecided() implements CaseOutcome {}

    /** Somebody changed it after it was read. */
    record ChangedSince(int version) implements CaseOutcome {}

    /** Somebody else works on it. */
    record OfAnother(UUID assignee) implements CaseOutcome {}

    /** Only a lead gives cases to others. */
    record NotToOthers() implements CaseOutcome {}
}
