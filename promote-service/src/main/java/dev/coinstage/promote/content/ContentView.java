package dev.coinstage.promote.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A content as everybody may see it, and as kept for replays of its registration.
 *
 * @param link null when it has none
 */
@RegisterForReflection
@Schema(name = "Content")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentView(
        @Schema(required = true) UUID id,
        @Schema(required = true) Kind kind,
        @Schema(required = true) UUID ownerId,
        @Schema(required = true, examples = "Skin Prep") String title,

        @Schema(description = "Where a viewer is led.", examples = "https://example.com/skin-prep")
        String link,

        @Schema(required = true) Instant createdAt) {

    /** What it is. */
    public enum Kind {
        VIDEO,
        LIVE
    }

    static ContentView from(Content content) {
        return new ContentView(content.id, content.kind, content.owner, content.title, content.link, content.createdAt);
    }
}
