package dev.coinstage.fraud.casework.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A note as the security team sees it, and as kept for replays. */
@RegisterForReflection
@Schema(name = "CaseNote")
public record NoteView(
        @Schema(required = true) UUID noteId,
        @Schema(required = true) UUID author,

        @Schema(required = true, examples = "The bank confirms that the card was stolen.")
        String text,

        @Schema(required = true) Instant writtenAt) {}
