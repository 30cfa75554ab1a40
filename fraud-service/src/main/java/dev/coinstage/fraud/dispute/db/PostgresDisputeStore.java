package dev.coinstage.fraud.dispute.db;

import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.dispute.app.DisputeStore;
import dev.coinstage.fraud.dispute.domain.Dispute;
import dev.coinstage.fraud.dispute.domain.DisputeRules;
import dev.coinstage.fraud.dispute.domain.Lineage;
import dev.coinstage.fraud.dispute.domain.Lineage.TaintedGift;
import dev.coinstage.fraud.rows.Rows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The lineage is kept whole as JSON, and its gifts as rows beside it, by which creators are found. */
@ApplicationScoped
@RegisterForReflection(targets = {Lineage.class, Lineage.TaintedGift.class, Lineage.TaintedHold.class})
class PostgresDisputeStore implements DisputeStore {

    private static final String EXISTS = "SELECT EXISTS (SELECT FROM dispute WHERE id = $1) AS found";

    private static final String INSERT = """
            INSERT INTO dispute (id, purchase_id, user_id, coins, currency, amount_minor, reason, state, respond_by, case_id, opened_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'NEEDS_RESPONSE', $8, $9, $10)""";

    private static final String TRACE =
            "UPDATE dispute SET traced_at = $2, unspent = $3, lineage = $4::text::jsonb WHERE id = $1";

    private static final String GIFTS = """
            INSERT INTO dispute_gift (dispute_id, posting_id, creator, coins, diamonds)
            SELECT $1, g.* FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) AS g""";

    private static final String DECIDE = "UPDATE dispute SET decision = $2, decided_at = $3 WHERE id = $1";

    private static final String CARRIED_OUT = """
            INSERT INTO dispute_recovery (dispute_id, purchase_id, coins_recovered, coins_owed, detail, carried_out_at)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6) ON CONFLICT DO NOTHING""";

    private static final String SELECT = """
            SELECT d.id, d.purchase_id, d.user_id, d.coins, d.currency, d.amount_minor, d.reason, d.case_id, d.opened_at, d.respond_by,
                   d.traced_at, d.lineage::text AS lineage, d.decision, d.decided_at,
                   r.coins_recovered, r.coins_owed, r.detail::text AS detail, r.carried_out_at
              FROM dispute d LEFT JOIN dispute_recovery r ON r.dispute_id = d.id WHERE""";

    private static final String BY_ID = SELECT + " d.id = $1";
    private static final String LOCK = BY_ID + " FOR UPDATE OF d";
    private static final String ALL = SELECT + " d.id > $1 ORDER BY d.id LIMIT $2";
    private static final String OF_USER = SELECT + " d.user_id = $3 AND d.id > $1 ORDER BY d.id LIMIT $2";

    private final Pool pool;
    private final Json json;

    PostgresDisputeStore(Pool pool, Json json) {
        this.pool = pool;
        this.json = json;
    }

    @Override
    public Uni<Boolean> exists(SqlConnection tx, UUID id) {
        return tx.preparedQuery(EXISTS)
                .execute(Rows.values(id))
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    @Override
    public Uni<Void> insert(SqlConnection tx, Dispute dispute) {
        return tx.preparedQuery(INSERT)
                .execute(Rows.values(
                        dispute.id(),
                        dispute.purchaseId(),
                        dispute.userId(),
                        dispute.coins(),
                        dispute.currency(),
                        dispute.amountMinor(),
                        dispute.reason(),
                        dispute.respondBy(),
                        dispute.caseId(),
                        dispute.openedAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Standing>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Rows.values(id)).map(rows -> Rows.first(rows, this::standing));
    }

    @Override
    public Uni<Void> trace(SqlConnection tx, UUID id, Lineage lineage, Instant at) {
        var gifts = lineage.gifts();
        return tx.preparedQuery(TRACE)
                .execute(Rows.values(id, at, lineage.unspent(), json.write(lineage)))
                .flatMap(traced -> tx.preparedQuery(GIFTS)
                        .execute(Rows.values(
                                id,
                                gifts.stream().map(TaintedGift::postingId).toArray(UUID[]::new),
                                gifts.stream().map(TaintedGift::creatorId).toArray(UUID[]::new),
                                gifts.stream().map(TaintedGift::coins).toArray(Long[]::new),
                                gifts.stream().map(TaintedGift::diamonds).toArray(Long[]::new))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> decide(SqlConnection tx, UUID id, DisputeRules.Decision decision, Instant at) {
        return tx.preparedQuery(DECIDE).execute(Rows.values(id, decision, at)).replaceWithVoid();
    }

    @Override
    public Uni<Void> carriedOut(SqlConnection tx, Recovery recovery) {
        return tx.preparedQuery(CARRIED_OUT)
                .execute(Rows.values(
                        recovery.disputeId(),
                        recovery.purchaseId(),
                        recovery.coinsRecovered(),
                        recovery.coinsOwed(),
                        recovery.detail(),
                        recovery.at()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Standing>> byId(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Rows.values(id)).map(rows -> Rows.first(rows, this::standing));
    }

    @Override
    public Uni<List<Standing>> list(Optional<UUID> userId, UUID after, int limit) {
        var found = userId.isPresent()
                ? pool.preparedQuery(OF_USER).execute(Rows.values(after, limit, userId.get()))
                : pool.preparedQuery(ALL).execute(Rows.values(after, limit));
        return found.map(rows -> Rows.list(rows, this::standing));
    }

    private Standing standing(Row row) {
        var dispute = new Dispute(
                row.getUUID("id"),
                row.getUUID("purchase_id"),
                row.getUUID("user_id"),
                row.getLong("coins"),
                row.getString("currency"),
                row.getLong("amount_minor"),
                row.getString("reason"),
                row.getUUID("case_id"),
                Rows.moment(row, "opened_at"),
                Rows.moment(row, "respond_by"));
        var lineage = row.getString("lineage");
        return new Standing(
                dispute,
                Rows.maybeMoment(row, "traced_at").orElse(null),
                lineage == null ? null : json.read(lineage, Lineage.class),
                row.getString("decision"),
                Rows.maybeMoment(row, "decided_at").orElse(null),
                recovery(row));
    }

    private static Recovery recovery(Row row) {
        return row.getString("detail") == null
                ? null
                : new Recovery(
                        row.getUUID("id"),
                        row.getUUID("purchase_id"),
                        row.getLong("coins_recovered"),
                        row.getLong("coins_owed"),
                        row.getString("detail"),
                        Rows.moment(row, "carried_out_at"));
    }
}
