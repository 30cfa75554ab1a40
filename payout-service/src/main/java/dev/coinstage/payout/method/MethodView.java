package dev.coinstage.payout.method;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A method as its creator sees it, and as kept for replays of its making. */
@RegisterForReflection
@Schema(name = "PayoutMethod")
public record MethodView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID creatorId,
        @Schema(required = true) Kind kind,

        @Schema(required = true, description = "All of the destination that is ever shown.", examples = "3000")
        String destinationLast4,

        @Schema(required = true, examples = "EUR") String currency,
        @Schema(required = true) State state,
        @Schema(required = true) Instant addedAt) {

    /** What it is. */
    public enum Kind {
        BANK_ACCOUNT
    }

    /** Only an active one is paid to. */
    public enum State {
        ACTIVE,
        REMOVED
    }

    static MethodView from(PayoutMethod method) {
        return new MethodView(
                method.id,
                method.creator,
                Kind.valueOf(method.kind),
                new Destination(method.destination).lastFour(),
                method.currency,
                State.valueOf(method.state),
                method.addedAt);
    }
}
