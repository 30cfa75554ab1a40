package dev.coinstage.fraud.casework.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that a person must decide.
 *
 * @param subjectId the purchase, campaign, payout or dispute that it is about
 * @param userId whose it is
 * @param valueCents what it is about worth in US cents, 0 or more: an approval holds for no more
 * @param dueAt when it should be decided
 * @param version 1 when opened, one more with each change
 */
public record CaseFile(
        UUID id,
        CaseKind kind,
        UUID subjectId,
        UUID userId,
        long valueCents,
        List<String> reasonCodes,
        Instant openedAt,
        Instant dueAt,
        Progress progress,
        int version) {

    public CaseFile {
        reasonCodes = List.copyOf(reasonCodes);
    }

    /** How far it is. */
    public sealed interface Progress {
        record Open() implements Progress {}

        record Assigned(UUID to) implements Progress {}

        record Decided(Verdict verdict, UUID by, Instant at, String reason) implements Progress {}
    }

    /**
     * Gives the case to somebody. Analysts take cases, leads give them to whom they want.
     *
     * @param seen the version that the worker has looked at
     */
    public CaseOutcome assign(UUID to, Worker worker, int seen) {
        if (progress instanceof Progress.Decided) {
            return new CaseOutcome.AlreadyDecided();
        }
        if (seen != version) {
            return new CaseOutcome.ChangedSince(version);
        }
        if (!worker.isLead() && !worker.id().equals(to)) {
            return new CaseOutcome.NotToOthers();
        }
        return new CaseOutcome.Done(with(new Progress.Assigned(to)));
    }

    /**
     * Decides it, once and for all. What somebody else works on is theirs to decide, or a lead's.
     *
     * @param seen the version that the worker has looked at
     */
    public CaseOutcome decide(Verdict verdict, String reason, Worker worker, int seen, Instant at) {
        if (progress instanceof Progress.Decided) {
            return new CaseOutcome.AlreadyDecided();
        }
        if (seen != version) {
            return new CaseOutcome.ChangedSince(version);
        }
        if (progress instanceof Progress.Assigned assigned
                && !worker.isLead()
                && !worker.id().equals(assigned.to())) {
            return new CaseOutcome.OfAnother(assigned.to());
        }
        return new CaseOutcome.Done(with(new Progress.Decided(verdict, worker.id(), at, reason)));
    }

    private CaseFile with(Progress next) {
        return new CaseFile(id, kind, subjectId, userId, valueCents, reasonCodes, openedAt, dueAt, next, version + 1);
    }
}
