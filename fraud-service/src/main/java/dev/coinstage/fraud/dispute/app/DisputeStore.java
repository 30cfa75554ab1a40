package dev.coinstage.fraud.dispute.app;

import dev.coinstage.fraud.dispute.domain.Dispute;
import dev.coinstage.fraud.dispute.domain.DisputeRules;
import dev.coinstage.fraud.dispute.domain.Lineage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Disputes in the database. */
public interface DisputeStore {

    /**
     * What is known of a dispute at the moment.
     *
     * @param decision null until it is decided
     * @param recovery null until the wallet reported
     */
    record Standing(
            Dispute dispute,
            Instant tracedAt,
            Lineage lineage,
            String decision,
            Instant decidedAt,
            Recovery recovery) {}

    /** What the wallet reported: JSON of its event. */
    record Recovery(UUID disputeId, UUID purchaseId, long coinsRecovered, long coinsOwed, String detail, Instant at) {}

    Uni<Boolean> exists(SqlConnection tx, UUID id);

    Uni<Void> insert(SqlConnection tx, Dispute dispute);

    /** Locks it until the transaction ends. */
    Uni<Optional<Standing>> lock(SqlConnection tx, UUID id);

    /** Writes where the coins went, and its gifts. */
    Uni<Void> trace(SqlConnection tx, UUID id, Lineage lineage, Instant at);

    Uni<Void> decide(SqlConnection tx, UUID id, DisputeRules.Decision decision, Instant at);

    /** A second report of a dispute changes nothing. */
    Uni<Void> carriedOut(SqlConnection tx, Recovery recovery);

    Uni<Optional<Standing>> byId(UUID id);

    /** By id behind that place; of one user, or of all. */
    Uni<List<Standing>> list(Optional<UUID> userId, UUID after, int limit);
}
