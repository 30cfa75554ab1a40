package dev.coinstage.promote.campaign.db;

import dev.coinstage.promote.campaign.app.CampaignStore;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import dev.coinstage.promote.campaign.domain.Creative;
import dev.coinstage.promote.campaign.domain.Ending;
import dev.coinstage.promote.campaign.domain.Flight;
import dev.coinstage.promote.campaign.domain.Objective;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresCampaignStore implements CampaignStore {

    private static final String INSERT = """
            INSERT INTO campaign (id, owner, content, objective, budget_coins, starts_at, ends_at, title, body, link, state,
                                  price_micros, ending, reason, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)""";
    private static final String COLUMNS = """
            SELECT id, owner, content, objective, budget_coins, starts_at, ends_at, title, body, link, state, price_micros, ending, reason
              FROM campaign
            """;
    private static final String LOCK = COLUMNS + "WHERE id = $1 FOR NO KEY UPDATE";
    private static final String FIND = COLUMNS + "WHERE id = $1 AND owner = $2";
    private static final String PAGE =
            COLUMNS + "WHERE owner = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";
    private static final String SAVE = """
            UPDATE campaign SET state = $2, price_micros = $3, ending = $4, reason = $5,
                                submitted_at = CASE WHEN $2 = 'PENDING_REVIEW' THEN $6 ELSE submitted_at END
             WHERE id = $1""";
    /** By time, by budget, and those that ended with something held. */
    private static final String DUE = """
            SELECT id FROM (
                SELECT id, starts_at AS since FROM campaign WHERE state = 'SCHEDULED' AND starts_at <= $1
                UNION
                SELECT id, ends_at FROM campaign WHERE state IN ('PENDING_REVIEW', 'SCHEDULED', 'ACTIVE', 'PAUSED') AND ends_at <= $1
                UNION
                SELECT c.id, c.starts_at FROM campaign c JOIN budget_figures f ON f.campaign = c.id
                 WHERE c.state IN ('ACTIVE', 'PAUSED') AND f.unleased + f.leased + f.reserved < c.price_micros
                UNION
                SELECT c.id, c.starts_at FROM campaign c JOIN budget b ON b.campaign = c.id WHERE c.state IN ('COMPLETED', 'CANCELLED')
            ) due GROUP BY id ORDER BY min(since), id LIMIT $2""";

    private static final String COUNT = "SELECT state, count(*) FROM campaign GROUP BY state";

    private final Pool pool;

    PostgresCampaignStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> insert(SqlConnection tx, Campaign campaign, Instant at) {
        var values = Tuple.tuple()
                .addUUID(campaign.id())
                .addUUID(campaign.owner())
                .addUUID(campaign.content())
                .addString(campaign.objective().name())
                .addLong(campaign.budget().value())
                .addOffsetDateTime(utc(campaign.flight().startsAt()))
                .addOffsetDateTime(utc(campaign.flight().endsAt()))
                .addString(campaign.creative().title())
                .addString(campaign.creative().text())
                .addString(campaign.creative().link())
                .addString(campaign.state().name())
                .addLong(campaign.price().value())
                .addString(campaign.ending().name())
                .addString(campaign.reason())
                .addOffsetDateTime(utc(at));
        return tx.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Campaign>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(PostgresCampaignStore::first);
    }

    @Override
    public Uni<Void> save(SqlConnection tx, Campaign campaign, Instant at) {
        var values = Tuple.of(
                campaign.id(),
                campaign.state().name(),
                campaign.price().value(),
                campaign.ending().name(),
                campaign.reason(),
                utc(at));
        return tx.preparedQuery(SAVE).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Campaign>> find(SqlConnection tx, UUID owner, UUID id) {
        return tx.preparedQuery(FIND).execute(Tuple.of(id, owner)).map(PostgresCampaignStore::first);
    }

    @Override
    public Uni<List<Campaign>> page(SqlConnection tx, UUID owner, Optional<UUID> before, int limit) {
        return tx.preparedQuery(PAGE)
                .execute(Tuple.of(owner, before.orElse(null), limit))
                .map(PostgresCampaignStore::all);
    }

    @Override
    public Uni<List<UUID>> due(Instant now, int limit) {
        return pool.preparedQuery(DUE).execute(Tuple.of(utc(now), limit)).map(rows -> {
            var due = new ArrayList<UUID>(rows.size());
            rows.forEach(row -> due.add(row.getUUID(0)));
            return due;
        });
    }

    @Override
    public Uni<Map<String, Long>> countByState() {
        return pool.query(COUNT).execute().map(rows -> {
            var counts = new HashMap<String, Long>();
            rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
            return counts;
        });
    }

    private static Optional<Campaign> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Campaign> all(RowSet<Row> rows) {
        var found = new ArrayList<Campaign>(rows.size());
        rows.forEach(row -> found.add(campaign(row)));
        return found;
    }

    private static Campaign campaign(Row row) {
        return new Campaign(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                Objective.valueOf(row.getString(3)),
                new Coins(row.getLong(4)),
                new Flight(
                        row.getOffsetDateTime(5).toInstant(),
                        row.getOffsetDateTime(6).toInstant()),
                new Creative(row.getString(7), row.getString(8), row.getString(9)),
                CampaignState.valueOf(row.getString(10)),
                new Micros(row.getLong(11)),
                Ending.valueOf(row.getString(12)),
                row.getString(13));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
