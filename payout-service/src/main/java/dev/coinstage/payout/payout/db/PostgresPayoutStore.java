package dev.coinstage.payout.payout.db;

import static dev.coinstage.payout.payout.db.PayoutRows.time;

import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.payout.payout.app.FraudCheck;
import dev.coinstage.payout.payout.app.PayoutRecord;
import dev.coinstage.payout.payout.app.PayoutStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Payouts in PostgreSQL. */
@ApplicationScoped
class PostgresPayoutStore implements PayoutStore {

    private static final String LOCK_KEY = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
    private static final String ADD = """
            INSERT INTO payout (id, creator, quote, method, diamonds, currency, gross_minor, fee_minor, tax_minor, net_minor,
                                state, reason, funds, sending, sends, created_at, updated_at, destination, fingerprint, method_added_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $15, $16, $17, $18)
            ON CONFLICT (quote) DO NOTHING""";
    private static final String WRITE = """
            UPDATE payout SET state = $2, reason = $3, funds = $4, hold = $5, decision = $6, case_approved = $7, sending = $8,
                   sends = $9, provider_id = $10, returned_minor = $11, updated_at = $12, due_at = $13, tries = 0
             WHERE id = $1""";
    private static final String ADD_STEP = """
            INSERT INTO payout_step (payout, at, cause, state, reason, funds, sending) VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String CLAIM = """
            UPDATE payout SET due_at = $2
             WHERE id IN (SELECT id FROM payout WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING id""";

    /** As in the index payout_open. */
    private static final String NOT_OVER = "state NOT IN ('COMPLETED', 'RETURNED', 'REJECTED', 'CANCELED', 'FAILED')";

    /** The provider may have it, or has it. */
    private static final String OPEN = """
            p.sending IN ('OUT', 'ANSWERED') AND p.state IN ('SUBMITTING', 'OUTCOME_UNKNOWN', 'PROCESSING', 'SENT')
            AND a.sent_at < $1 AND (a.asked_at IS NULL OR a.asked_at < $1)""";

    private final Pool pool;

    PostgresPayoutStore(Pool pool) {
        this.pool = pool;
    }

    private static Uni<RowSet<Row>> run(SqlConnection tx, String sql, Object... values) {
        return tx.preparedQuery(sql).execute(Tuple.from(values));
    }

    private Uni<RowSet<Row>> run(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values));
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(read.apply(all.next())) : Optional.empty();
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        var list = new ArrayList<T>();
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }

    @Override
    public Uni<Void> lockKey(SqlConnection tx, ScopedKey key) {
        return run(tx, LOCK_KEY, key.scope() + "/" + key.key()).replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> add(SqlConnection tx, PayoutRecord intent) {
        var payout = intent.payout();
        var terms = payout.terms();
        return run(
                        tx,
                        ADD,
                        intent.id(),
                        intent.creator(),
                        intent.quote(),
                        intent.to().method(),
                        terms.diamonds().value(),
                        terms.net().currency(),
                        terms.gross().amountMinor(),
                        terms.fee().amountMinor(),
                        terms.tax().amountMinor(),
                        terms.net().amountMinor(),
                        payout.state().name(),
                        payout.reason().name(),
                        payout.funds().name(),
                        payout.sending().name(),
                        time(intent.createdAt()),
                        intent.to().destination(),
                        intent.to().fingerprint(),
                        time(intent.to().methodAddedAt()))
                .flatMap(added -> added.rowCount() == 1
                        ? addStep(tx, intent, "requested").replaceWith(Optional.<UUID>empty())
                        : run(tx, "SELECT id FROM payout WHERE quote = $1", intent.quote())
                                .map(rows -> first(rows, row -> row.getUUID(0))));
    }

    /** In two statements: a join in the one that waits for the lock would read decision and attempt as they were before. */
    @Override
    public Uni<Optional<PayoutRecord>> lock(SqlConnection tx, UUID id) {
        return run(tx, "SELECT 1 FROM payout WHERE id = $1 FOR UPDATE", id)
                .flatMap(locked -> run(tx, PayoutRows.SELECT + "WHERE p.id = $1", id))
                .map(rows -> first(rows, PayoutRows::record));
    }

    @Override
    public Uni<Optional<UUID>> byReference(SqlConnection tx, String reference) {
        return run(tx, "SELECT payout FROM payout_attempt WHERE reference = $1", reference)
                .map(rows -> first(rows, row -> row.getUUID(0)));
    }

    @Override
    public Uni<Void> write(SqlConnection tx, PayoutRecord after, String cause, Optional<Instant> due) {
        var payout = after.payout();
        return run(
                        tx,
                        WRITE,
                        after.id(),
                        payout.state().name(),
                        payout.reason().name(),
                        payout.funds().name(),
                        after.hold().orElse(null),
                        PayoutRows.decisionId(payout),
                        payout.caseApproved(),
                        payout.sending().name(),
                        payout.sends(),
                        payout.providerId(),
                        payout.returned().amountMinor(),
                        time(after.updatedAt()),
                        time(due))
                .flatMap(written -> addStep(tx, after, cause));
    }

    private static Uni<Void> addStep(SqlConnection tx, PayoutRecord after, String cause) {
        var payout = after.payout();
        return run(
                        tx,
                        ADD_STEP,
                        after.id(),
                        time(after.updatedAt()),
                        cause,
                        payout.state().name(),
                        payout.reason().name(),
                        payout.funds().name(),
                        payout.sending().name())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> putOff(PayoutRecord unmoved, Optional<Instant> due) {
        return run(
                        "UPDATE payout SET due_at = $2, tries = tries + 1 WHERE id = $1 AND updated_at = $3",
                        unmoved.id(),
                        time(due),
                        time(unmoved.updatedAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> addDecision(
            SqlConnection tx, UUID id, int number, FraudCheck.Decided decided, Instant recordedAt) {
        return run(
                        tx,
                        "INSERT INTO payout_decision VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        id,
                        number,
                        decided.decision().id(),
                        decided.decision().outcome().name(),
                        decided.reasonCodes().toArray(String[]::new),
                        decided.caseId().orElse(null),
                        time(decided.decision().at()),
                        time(recordedAt))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> addAttempt(SqlConnection tx, UUID id, PayoutRecord.Attempt attempt, Instant at) {
        return run(tx, """
                        INSERT INTO payout_attempt (payout, number, key, reference, decision, created_at)
                        VALUES ($1, $2, $3, $4, $5, $6)""", id, attempt.number(), attempt.key(), attempt.reference(), attempt.decision(), time(at))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> attemptSent(SqlConnection tx, UUID id, UUID decision, Instant at) {
        return run(
                        tx,
                        "UPDATE payout_attempt SET sent_at = $2, decision = $3 WHERE payout = $1",
                        id,
                        time(at),
                        decision)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> attemptAsked(SqlConnection tx, UUID id, Instant at) {
        return run(tx, "UPDATE payout_attempt SET asked_at = $2 WHERE payout = $1", id, time(at))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<PayoutRecord>> byId(UUID id) {
        return run(PayoutRows.SELECT + "WHERE p.id = $1", id).map(rows -> first(rows, PayoutRows::record));
    }

    @Override
    public Uni<List<PayoutRecord>> list(Optional<UUID> creator, Optional<UUID> before, int limit) {
        return run(PayoutRows.SELECT + """
                        WHERE ($1::uuid IS NULL OR p.creator = $1) AND ($2::uuid IS NULL OR p.id < $2)
                        ORDER BY p.id DESC LIMIT $3""", creator.orElse(null), before.orElse(null), limit)
                .map(rows -> all(rows, PayoutRows::record));
    }

    @Override
    public Uni<List<UUID>> claim(Instant now, Duration lease, int limit) {
        return run(CLAIM, time(now), time(now.plus(lease)), limit).map(rows -> all(rows, row -> row.getUUID(0)));
    }

    @Override
    public Uni<Void> wakeOpen(Instant since) {
        return run(
                        "UPDATE payout p SET due_at = $1 FROM payout_attempt a WHERE a.payout = p.id AND " + OPEN
                                + " AND p.due_at > $1",
                        time(since))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> anyUnasked(Instant since) {
        return run(
                        "SELECT EXISTS (SELECT FROM payout p JOIN payout_attempt a ON a.payout = p.id WHERE " + OPEN
                                + ")",
                        time(since))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Uni<Boolean> noteEvent(
            SqlConnection tx, String eventId, String type, String reference, boolean applied, Instant at) {
        return run(
                        tx,
                        "INSERT INTO provider_event VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
                        eventId,
                        type,
                        reference,
                        applied,
                        time(at))
                .map(added -> added.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> knowsEvent(SqlConnection tx, String eventId) {
        return run(tx, "SELECT 1 FROM provider_event WHERE id = $1", eventId).map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Void> impose(SqlConnection tx, UUID restriction, UUID creator, String reasonCode, Instant at) {
        return run(tx, """
                        INSERT INTO payout_restriction (id, creator, reason_code, imposed_at) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (id) DO NOTHING""", restriction, creator, reasonCode, time(at)).replaceWithVoid();
    }

    @Override
    public Uni<Void> lift(SqlConnection tx, UUID restriction, UUID creator, Instant at) {
        return run(tx, """
                        INSERT INTO payout_restriction (id, creator, reason_code, imposed_at, lifted_at) VALUES ($1, $2, 'UNKNOWN', $3, $3)
                        ON CONFLICT (id) DO UPDATE SET lifted_at = excluded.lifted_at""", restriction, creator, time(at)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<String>> restriction(SqlConnection tx, UUID creator) {
        return run(tx, """
                        SELECT reason_code FROM payout_restriction WHERE creator = $1 AND lifted_at IS NULL
                         ORDER BY imposed_at, id LIMIT 1""", creator).map(rows -> first(rows, row -> row.getString(0)));
    }

    @Override
    public Uni<List<UUID>> lockOpen(SqlConnection tx, UUID creator) {
        return run(tx, """
                        SELECT id FROM payout WHERE creator = $1 AND %s ORDER BY id FOR UPDATE""".formatted(NOT_OVER), creator).map(rows -> all(rows, row -> row.getUUID(0)));
    }

    @Override
    public Uni<Census> census() {
        return run("SELECT state, count(*), min(updated_at) FROM payout WHERE " + NOT_OVER + " GROUP BY state")
                .map(PostgresPayoutStore::census);
    }

    private static Census census(RowSet<Row> rows) {
        var counts = new HashMap<String, Long>();
        var oldest = Optional.<Instant>empty();
        for (var row : rows) {
            counts.put(row.getString(0), row.getLong(1));
            if ("OUTCOME_UNKNOWN".equals(row.getString(0))) {
                oldest = Optional.of(row.getOffsetDateTime(2).toInstant());
            }
        }
        return new Census(counts, oldest);
    }
}
