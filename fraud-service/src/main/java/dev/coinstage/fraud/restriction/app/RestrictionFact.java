package dev.coinstage.fraud.restriction.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The data of {@code fraud.restriction.imposed} and {@code .lifted}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestrictionFact(UUID restrictionId, UUID userId, RestrictionKind kind, String reasonCode, UUID caseId) {

    static RestrictionFact of(Restriction restriction) {
        var caseId = restriction.origin() instanceof Origin.OfCase ofCase ? ofCase.caseId() : null;
        return new RestrictionFact(
                restriction.id(), restriction.userId(), restriction.kind(), restriction.reasonCode(), caseId);
    }
}
