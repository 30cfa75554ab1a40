package dev.coinstage.promote.campaign.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The review of a campaign. The key names the question: the same key is always answered the same. */
public interface FraudCheck {

    Uni<FraudAnswer> decide(UUID key, UUID campaign, AskFraud.ReviewOrder order);

    /** What is to be done. */
    @RegisterForReflection
    enum Outcome {
        ALLOW,
        CHALLENGE,
        REVIEW,
        BLOCK
    }

    /** A decision, kept as JSON with the command that asked. */
    @RegisterForReflection
    record FraudAnswer(UUID decisionId, Outcome outcome, List<String> reasonCodes) {}
}
