package dev.coinstage.wallet.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A Live as everybody may see it, and as kept for replays of its start. */
@RegisterForReflection
@Schema(name = "Live")
public record LiveView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID creatorId,
        @Schema(required = true, examples = "Skin Prep") String title,
        @Schema(required = true) State state,
        @Schema(required = true) Instant startedAt) {

    /** Gifts are taken while it is LIVE. */
    public enum State {
        LIVE,
        ENDED
    }

    static LiveView from(Live live) {
        return new LiveView(
                live.id, live.creator, live.title, live.endedAt == null ? State.LIVE : State.ENDED, live.startedAt);
    }
}
