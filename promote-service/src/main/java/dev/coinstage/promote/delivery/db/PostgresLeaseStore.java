package dev.coinstage.promote.delivery.db;

import dev.coinstage.promote.delivery.app.Candidate;
import dev.coinstage.promote.delivery.app.LeaseStore;
import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.delivery.domain.Slices;
import dev.coinstage.promote.delivery.domain.Verdict;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresLeaseStore implements LeaseStore {

    private static final String CANDIDATES = """
            SELECT c.id, c.content, t.kind, c.title, c.body, c.link, c.price_micros
              FROM campaign c JOIN content t ON t.id = c.content JOIN budget b ON b.campaign = c.id
             WHERE c.state = 'ACTIVE' AND c.starts_at <= $3 AND c.ends_at > $3 AND c.owner <> $1 AND b.delivering
               AND (b.unleased >= c.price_micros
                    OR EXISTS (SELECT 1 FROM lease l WHERE l.campaign = c.id AND l.holder = $2 AND l.closed_at IS NULL
                                  AND l.free >= c.price_micros AND l.expires_at > $3))
             ORDER BY md5(c.id::text || $4) LIMIT $5""";
    /** Whoever waited for the lease's row finds its conditions checked again: two cannot take the same micro-coins. */
    private static final String RESERVE = """
            WITH taken AS (
                UPDATE lease SET free = free - $4, reserved = reserved + $4
                 WHERE id = (SELECT l.id FROM lease l JOIN campaign c ON c.id = l.campaign
                              WHERE l.campaign = $1 AND l.holder = $2 AND l.closed_at IS NULL AND l.free >= $4 AND l.expires_at > $7
                                AND c.state = 'ACTIVE' AND c.ends_at > $7
                              ORDER BY l.opened_at, l.id LIMIT 1)
                   AND closed_at IS NULL AND free >= $4
                RETURNING id)
            INSERT INTO reservation (id, lease, campaign, viewer, placement, micros, decided_at, expires_at, state)
            SELECT $3, id, $1, $5, $6, $4, $7, $8, 'RESERVED' FROM taken RETURNING lease""";

    private static final String UNLEASED =
            "SELECT unleased FROM budget WHERE campaign = $1 AND delivering FOR NO KEY UPDATE";
    private static final String LEND = """
            WITH lent AS (
                UPDATE budget SET unleased = unleased - $4, lent = lent + $4
                 WHERE campaign = $2 AND delivering AND unleased >= $4 RETURNING campaign)
            INSERT INTO lease (id, campaign, holder, size, free, reserved, billed, returned, opened_at, expires_at)
            SELECT $3, campaign, $1, $4, $4, 0, 0, 0, $5, $6 FROM lent""";

    private static final String BILL = """
            WITH seen AS (
                UPDATE reservation SET state = 'BILLED'
                 WHERE id = $1 AND lease = $2 AND campaign = $3 AND micros = $4 AND viewer = $5
                   AND state = 'RESERVED' AND expires_at > $6 RETURNING lease, micros),
            paid AS (
                UPDATE lease l SET reserved = l.reserved - s.micros, billed = l.billed + s.micros FROM seen s WHERE l.id = s.lease
                RETURNING l.id, s.micros)
            INSERT INTO billing (impression, lease, micros, billed_at) SELECT $1, id, micros, $6 FROM paid""";
    private static final String STATE =
            "SELECT state FROM reservation WHERE id = $1 AND lease = $2 AND campaign = $3 AND micros = $4 AND viewer = $5";
    private static final String LATE =
            "INSERT INTO late_notice (impression, received_at) VALUES ($1, $2) ON CONFLICT (impression) DO NOTHING";

    /** One process at a time tidies up, so that two never lock the same leases in different orders. */
    private static final String TIDY = "SELECT pg_try_advisory_xact_lock(hashtextextended('promote/tidy', 0))";

    private static final String EXPIRE = """
            WITH over AS (
                SELECT id FROM reservation
                 WHERE state = 'RESERVED'
                   AND (expires_at <= $1 OR campaign IN (SELECT campaign FROM budget WHERE hold_gone AND settled_at IS NULL))
                 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED),
            expired AS (
                UPDATE reservation r SET state = 'EXPIRED' FROM over WHERE r.id = over.id AND r.state = 'RESERVED'
                RETURNING r.lease, r.micros),
            sums AS (SELECT lease, sum(micros)::bigint AS micros, count(*) AS notices FROM expired GROUP BY lease),
            freed AS (
                UPDATE lease l SET reserved = l.reserved - s.micros, free = l.free + s.micros FROM sums s WHERE l.id = s.lease
                RETURNING s.notices)
            SELECT coalesce(sum(notices), 0)::int FROM freed""";
    private static final String CLOSE = """
            WITH done AS (
                SELECT l.id FROM lease l JOIN budget b USING (campaign)
                 WHERE l.closed_at IS NULL AND l.reserved = 0 AND (l.expires_at <= $1 OR l.free = 0 OR NOT b.delivering)
                 ORDER BY l.id LIMIT $2 FOR NO KEY UPDATE OF l SKIP LOCKED),
            closed AS (
                UPDATE lease l SET closed_at = $1, returned = l.free, free = 0 FROM done
                 WHERE l.id = done.id AND l.closed_at IS NULL AND l.reserved = 0
                RETURNING l.campaign, l.returned, l.size, l.billed),
            sums AS (
                SELECT campaign, sum(returned)::bigint AS returned, sum(size)::bigint AS size, sum(billed)::bigint AS billed,
                       count(*) AS leases FROM closed GROUP BY campaign),
            given AS (
                UPDATE budget b SET unleased = b.unleased + s.returned, lent = b.lent - s.size, spent = b.spent + s.billed
                  FROM sums s WHERE b.campaign = s.campaign RETURNING s.leases)
            SELECT coalesce(sum(leases), 0)::int FROM given""";

    private final Pool pool;

    PostgresLeaseStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Candidate>> candidates(UUID viewer, UUID holder, Instant now, String seed, int limit) {
        return pool.preparedQuery(CANDIDATES)
                .execute(Tuple.of(viewer, holder, utc(now), seed, limit))
                .map(rows -> {
                    var found = new ArrayList<Candidate>(rows.size());
                    rows.forEach(row -> found.add(candidate(row)));
                    return found;
                });
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new Micros(row.getLong(6)));
    }

    @Override
    public Uni<Optional<UUID>> reserve(UUID holder, UUID campaign, Reservation reservation) {
        var values = Tuple.tuple()
                .addUUID(campaign)
                .addUUID(holder)
                .addUUID(reservation.impression())
                .addLong(reservation.price().value())
                .addUUID(reservation.viewer())
                .addString(reservation.placement())
                .addOffsetDateTime(utc(reservation.decidedAt()))
                .addOffsetDateTime(utc(reservation.expiresAt()));
        return pool.preparedQuery(RESERVE)
                .execute(values)
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID(0)));
    }

    @Override
    public Uni<Boolean> lease(
            UUID holder, UUID campaign, UUID lease, Micros price, Micros most, Instant now, Instant expiresAt) {
        return pool.withTransaction(tx -> tx.preparedQuery(UNLEASED)
                .execute(Tuple.of(campaign))
                .flatMap(rows -> {
                    var unleased = rows.rowCount() == 0
                            ? Micros.NONE
                            : new Micros(rows.iterator().next().getLong(0));
                    var slice = Slices.next(unleased, most, price);
                    return slice.isNone()
                            ? Uni.createFrom().item(false)
                            : lend(tx, Tuple.of(holder, campaign, lease, slice.value(), utc(now), utc(expiresAt)));
                }));
    }

    private static Uni<Boolean> lend(SqlConnection tx, Tuple values) {
        return tx.preparedQuery(LEND).execute(values).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Verdict> bill(Notice notice, UUID viewer, Instant now) {
        return pool.preparedQuery(BILL)
                .execute(Tuple.of(
                        notice.impression(),
                        notice.lease(),
                        notice.campaign(),
                        notice.price().value(),
                        viewer,
                        utc(now)))
                .flatMap(billed -> billed.rowCount() == 1
                        ? Uni.createFrom().item(Verdict.BILLED)
                        : notBilled(notice, viewer, now));
    }

    /** It was billed before, or is late, or was never promised to this viewer. */
    private Uni<Verdict> notBilled(Notice notice, UUID viewer, Instant now) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(
                        notice.impression(),
                        notice.lease(),
                        notice.campaign(),
                        notice.price().value(),
                        viewer))
                .flatMap(rows -> {
                    if (rows.rowCount() == 0) {
                        return Uni.createFrom().item(Verdict.FORGED);
                    }
                    return "BILLED".equals(rows.iterator().next().getString(0))
                            ? Uni.createFrom().item(Verdict.BILLED_BEFORE)
                            : pool.preparedQuery(LATE)
                                    .execute(Tuple.of(notice.impression(), utc(now)))
                                    .replaceWith(Verdict.LATE);
                });
    }

    @Override
    public Uni<Integer> expire(Instant now, int limit) {
        return tidy(EXPIRE, now, limit);
    }

    @Override
    public Uni<Integer> close(Instant now, int limit) {
        return tidy(CLOSE, now, limit);
    }

    private Uni<Integer> tidy(String sql, Instant now, int limit) {
        return pool.withTransaction(tx -> tx.query(TIDY)
                .execute()
                .flatMap(rows -> rows.iterator().next().getBoolean(0)
                        ? tx.preparedQuery(sql)
                                .execute(Tuple.of(utc(now), limit))
                                .map(done -> done.iterator().next().getInteger(0))
                        : Uni.createFrom().item(0)));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
