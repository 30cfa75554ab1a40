package dev.coinstage.promote.budget.db;

import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.budget.domain.Budget;
import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every change is one statement whose WHERE clause refuses what must not be; the constraints of the table refuse the rest. */
@ApplicationScoped
class PostgresBudgetStore implements BudgetStore {

    private static final String OPEN = """
            INSERT INTO budget (campaign, hold, held, unleased, lent, spent, refunded, forgiven, captured, delivering, hold_gone)
            VALUES ($1, $2, $3, $3, 0, 0, 0, 0, 0, $4, false)""";
    private static final String FIND = """
            SELECT f.campaign, b.hold, f.held, f.captured, f.billed_uncaptured, f.reserved, f.leased, f.unleased, f.refunded,
                   f.hold_gone, f.settled_at IS NOT NULL
              FROM budget_figures f JOIN budget b USING (campaign) WHERE f.campaign = ANY ($1::uuid[])""";
    /** Not FOR UPDATE, which would also wait for every reservation that is being inserted. */
    private static final String LOCK = "SELECT 1 FROM budget WHERE campaign = $1 FOR NO KEY UPDATE";

    private static final String STOP = "UPDATE budget SET delivering = false WHERE campaign = $1 AND delivering";
    private static final String GONE =
            "UPDATE budget SET hold_gone = true, delivering = false WHERE campaign = $1 AND settled_at IS NULL";
    private static final String CAPTURE = """
            UPDATE budget SET captured = captured + $2
             WHERE campaign = $1 AND settled_at IS NULL AND NOT hold_gone
               AND captured + $2 <= spent + (SELECT coalesce(sum(billed), 0) FROM lease WHERE campaign = $1 AND closed_at IS NULL)""";
    private static final String UNCAPTURE =
            "UPDATE budget SET captured = captured - $2 WHERE campaign = $1 AND settled_at IS NULL";
    private static final String SETTLE = """
            UPDATE budget SET refunded = held - captured, forgiven = spent - captured, spent = captured, unleased = 0, settled_at = $2
             WHERE campaign = $1 AND settled_at IS NULL AND lent = 0 AND NOT delivering""";

    @Override
    public Uni<Void> open(SqlConnection tx, UUID campaign, UUID hold, Coins held, boolean delivering) {
        var values = Tuple.of(campaign, hold, held.micros().value(), delivering);
        return tx.preparedQuery(OPEN).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Optional<BudgetRecord>> find(SqlConnection tx, UUID campaign) {
        return find(tx, List.of(campaign)).map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<BudgetRecord>> find(SqlConnection tx, List<UUID> campaigns) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.tuple().addArrayOfUUID(campaigns.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new ArrayList<BudgetRecord>(rows.size());
                    rows.forEach(row -> found.add(record(row)));
                    return found;
                });
    }

    private static BudgetRecord record(Row row) {
        var figures = new Budget(
                micros(row, 2),
                micros(row, 3),
                micros(row, 4),
                micros(row, 5),
                micros(row, 6),
                micros(row, 7),
                micros(row, 8));
        return new BudgetRecord(row.getUUID(0), row.getUUID(1), figures, row.getBoolean(9), row.getBoolean(10));
    }

    private static Micros micros(Row row, int column) {
        return new Micros(row.getLong(column));
    }

    /** Two statements: one that waited for the lock would join rows as they were before. */
    @Override
    public Uni<Optional<BudgetRecord>> lock(SqlConnection tx, UUID campaign) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(campaign)).flatMap(locked -> find(tx, campaign));
    }

    @Override
    public Uni<Void> stopDelivery(SqlConnection tx, UUID campaign) {
        return tx.preparedQuery(STOP).execute(Tuple.of(campaign)).replaceWithVoid();
    }

    @Override
    public Uni<Void> holdGone(SqlConnection tx, UUID campaign) {
        return tx.preparedQuery(GONE).execute(Tuple.of(campaign)).replaceWithVoid();
    }

    @Override
    public Uni<Void> capture(SqlConnection tx, UUID campaign, Coins coins) {
        return once(tx, CAPTURE, Tuple.of(campaign, coins.micros().value()));
    }

    @Override
    public Uni<Void> uncapture(SqlConnection tx, UUID campaign, Coins coins) {
        return once(tx, UNCAPTURE, Tuple.of(campaign, coins.micros().value()));
    }

    @Override
    public Uni<Void> settle(SqlConnection tx, UUID campaign, Instant at) {
        return once(tx, SETTLE, Tuple.of(campaign, at.atOffset(ZoneOffset.UTC)));
    }

    private static Uni<Void> once(SqlConnection tx, String sql, Tuple values) {
        return tx.preparedQuery(sql).execute(values).map(done -> {
            if (done.rowCount() != 1) {
                throw new IllegalStateException("the budget of " + values.getUUID(0) + " does not allow: " + sql);
            }
            return null;
        });
    }
}
