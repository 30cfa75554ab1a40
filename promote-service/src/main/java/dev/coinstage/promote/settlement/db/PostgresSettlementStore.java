package dev.coinstage.promote.settlement.db;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.settlement.app.SettlementStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class PostgresSettlementStore implements SettlementStore {

    private static final String NOTHING_ASKED = """
            NOT EXISTS (SELECT 1 FROM refund r WHERE r.campaign = f.campaign)
            AND NOT EXISTS (SELECT 1 FROM capture c LEFT JOIN capture_outcome o ON o.capture = c.id
                             WHERE c.campaign = f.campaign AND o.capture IS NULL)
            """;
    private static final String CAPTURABLE = """
            SELECT f.campaign FROM budget_figures f
             WHERE f.settled_at IS NULL AND NOT f.hold_gone AND f.billed_uncaptured >= 1000000
               AND NOT EXISTS (SELECT 1 FROM capture c WHERE c.campaign = f.campaign AND c.span = $1) AND
            """ + NOTHING_ASKED + "LIMIT $2";
    private static final String SETTLEABLE = """
            SELECT f.campaign FROM budget_figures f JOIN budget b USING (campaign) JOIN campaign c ON c.id = f.campaign
             WHERE f.settled_at IS NULL AND b.lent = 0 AND c.state IN ('SETTLING', 'REJECTED') AND
            """ + NOTHING_ASKED + "LIMIT $1";
    private static final String ASKED = "SELECT NOT (" + NOTHING_ASKED + """
            ), EXISTS (SELECT 1 FROM capture c WHERE c.campaign = f.campaign AND c.span = $2)
              FROM budget f WHERE f.campaign = $1""";
    private static final String CAPTURE =
            "INSERT INTO capture (id, campaign, span, coins, asked_at) VALUES ($1, $2, $3, $4, $5)";
    private static final String OUTCOME =
            "INSERT INTO capture_outcome (capture, posted, refusal, answered_at) VALUES ($1, $2 = '', $2, $3)";
    private static final String REFUND = "INSERT INTO refund (id, campaign, coins, asked_at) VALUES ($1, $2, $3, $4)";
    private static final String BROKEN = "SELECT count(*) FROM budget_broken";

    private final Pool pool;

    PostgresSettlementStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<UUID>> capturable(String span, int limit) {
        return campaigns(CAPTURABLE, Tuple.of(span, limit));
    }

    @Override
    public Uni<List<UUID>> settleable(int limit) {
        return campaigns(SETTLEABLE, Tuple.of(limit));
    }

    private Uni<List<UUID>> campaigns(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            var found = new ArrayList<UUID>(rows.size());
            rows.forEach(row -> found.add(row.getUUID(0)));
            return found;
        });
    }

    @Override
    public Uni<Asked> asked(SqlConnection tx, UUID campaign, String span) {
        return tx.preparedQuery(ASKED)
                .execute(Tuple.of(campaign, span))
                .map(rows -> rows.iterator().next())
                .map(row -> new Asked(row.getBoolean(0), row.getBoolean(1)));
    }

    @Override
    public Uni<Void> addCapture(SqlConnection tx, UUID id, UUID campaign, String span, Coins coins, Instant at) {
        return tx.preparedQuery(CAPTURE)
                .execute(Tuple.of(id, campaign, span, coins.value(), utc(at)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> addOutcome(SqlConnection tx, UUID capture, String refusal, Instant at) {
        return tx.preparedQuery(OUTCOME)
                .execute(Tuple.of(capture, refusal, utc(at)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> addRefund(SqlConnection tx, UUID id, UUID campaign, Coins coins, Instant at) {
        return tx.preparedQuery(REFUND)
                .execute(Tuple.of(id, campaign, coins.value(), utc(at)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Long> broken() {
        return pool.query(BROKEN).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
