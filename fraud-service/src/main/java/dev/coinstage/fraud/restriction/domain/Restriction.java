package dev.coinstage.fraud.restriction.domain;

import java.time.Instant;
import java.util.UUID;

/** A user may not do something until somebody lifts it. */
public record Restriction(
        UUID id,
        UUID userId,
        RestrictionKind kind,
        String reasonCode,
        Origin origin,
        Instant imposedAt,
        Status status,
        Enforcement enforcement) {

    /** Where it comes from. */
    public sealed interface Origin {
        /** A case, by the rules. */
        record OfCase(UUID caseId) implements Origin {}

        /** Somebody who imposed it on their own. */
        record OfPerson(UUID person) implements Origin {}
    }

    public sealed interface Status {
        record Active() implements Status {}

        record Lifted(UUID by, Instant at, String reason) implements Status {}
    }

    public boolean isActive() {
        return status instanceof Status.Active;
    }
}
