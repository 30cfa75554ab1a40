package dev.coinstage.fraud.decision.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.fraud.decision.domain.Action;
import dev.coinstage.fraud.decision.domain.Outcome;
import dev.coinstage.fraud.decision.domain.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A decision as services and the security team see it, and as kept for replays. */
@RegisterForReflection
@Schema(name = "Decision")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionView(
        @Schema(required = true) UUID decisionId,
        @Schema(required = true) Action action,
        @Schema(required = true) UUID subjectId,
        @Schema(required = true) UUID userId,
        @Schema(required = true) Outcome outcome,

        @Schema(required = true, description = "0 to 100.", examples = "50")
        int score,

        @Schema(required = true, description = "The rules that fired.", examples = "[\"FRESH_METHOD_LARGE_AMOUNT\"]")
        List<Reason> reasonCodes,

        @Schema(description = "The open case; with REVIEW only.")
        UUID caseId,

        @Schema(required = true, description = "The rules and settings that decided.", examples = "1.0f5b2c9a77")
        String rulesVersion,

        @Schema(required = true) Instant decidedAt) {}
