package dev.coinstage.fraud.restriction.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.fraud.restriction.domain.Enforcement;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.Restriction.Status;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A restriction as the security team sees it, and as kept for replays. */
@RegisterForReflection
@Schema(name = "Restriction")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestrictionView(
        @Schema(required = true) UUID restrictionId,
        @Schema(required = true) UUID userId,
        @Schema(required = true) RestrictionKind kind,
        @Schema(required = true, examples = "CHARGEBACK") String reasonCode,

        @Schema(description = "The case that it comes from; absent when a person imposed it.")
        UUID caseId,

        @Schema(description = "Who imposed it; absent when the rules did.")
        UUID imposedBy,

        @Schema(required = true) Instant imposedAt,
        @Schema(required = true) boolean active,

        @Schema(required = true, description = "How far the wallet is with freezing; NONE where nothing is frozen.")
        Enforcement enforcement,

        UUID liftedBy,
        Instant liftedAt,
        String liftReason) {

    public static RestrictionView of(Restriction restriction) {
        var lifted = restriction.status() instanceof Status.Lifted status ? status : null;
        return new RestrictionView(
                restriction.id(),
                restriction.userId(),
                restriction.kind(),
                restriction.reasonCode(),
                restriction.origin() instanceof Origin.OfCase ofCase ? ofCase.caseId() : null,
                restriction.origin() instanceof Origin.OfPerson person ? person.person() : null,
                restriction.imposedAt(),
                restriction.isActive(),
                restriction.enforcement(),
                lifted == null ? null : lifted.by(),
                lifted == null ? null : lifted.at(),
                lifted == null ? null : lifted.reason());
    }
}
