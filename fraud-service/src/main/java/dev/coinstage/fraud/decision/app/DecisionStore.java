package dev.coinstage.fraud.decision.app;

import dev.coinstage.fraud.decision.domain.Features;
import dev.coinstage.fraud.decision.domain.RuleSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Decisions and what they stand on, in the database. */
public interface DecisionStore {

    /** What is known, and the case that is open for the subject. */
    record Known(Features features, Optional<UUID> openCase) {}

    /** Lets decisions about one user happen one after the other, so that each counts the ones before. */
    Uni<Void> lockUser(SqlConnection tx, UUID userId);

    /** Reads the features of that moment. */
    Uni<Known> known(SqlConnection tx, Question question, Instant now);

    /** Writes the decision and that user and fingerprint were seen. */
    Uni<Void> insert(SqlConnection tx, Question question, DecisionView decision, Features features);

    /** Keeps the settings under their version, once. */
    Uni<Void> keepRules(SqlConnection tx, String version, RuleSettings settings, Instant now);

    Uni<Optional<DecisionView>> byId(UUID id);
}
