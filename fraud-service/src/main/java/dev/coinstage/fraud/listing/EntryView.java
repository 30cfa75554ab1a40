package dev.coinstage.fraud.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry as the security team sees it, and as kept for replays. */
@RegisterForReflection
@Schema(name = "ListEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(
        @Schema(required = true) UUID entryId,
        @Schema(required = true) ListEntry.Kind kind,

        @Schema(required = true, examples = "free-coins.example")
        String value,

        @Schema(required = true) ListEntry.Disposition disposition,

        @Schema(required = true, examples = "Phishing for verification codes.")
        String reason,

        @Schema(description = "Until when it counts; absent when for ever.")
        Instant expiresAt,

        @Schema(required = true) UUID addedBy,
        @Schema(required = true) Instant addedAt) {

    static EntryView of(ListEntry entry) {
        return new EntryView(
                entry.id,
                entry.kind,
                entry.value,
                entry.disposition,
                entry.reason,
                entry.expiresAt,
                entry.addedBy,
                entry.addedAt);
    }
}
