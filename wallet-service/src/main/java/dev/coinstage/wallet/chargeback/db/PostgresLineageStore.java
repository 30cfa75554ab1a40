package dev.coinstage.wallet.chargeback.db;

import dev.coinstage.wallet.chargeback.app.LineageStore;
import dev.coinstage.wallet.chargeback.domain.Lineage;
import dev.coinstage.wallet.chargeback.domain.Lineage.OpenBudget;
import dev.coinstage.wallet.chargeback.domain.Lineage.TaintedGift;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Follows coins by the account's axis: a lot's segments say which places on it were drawn from the lot, and each transfer and hold
 * says which places it drew. Lots that came back are children of those that they had left.
 */
@ApplicationScoped
class PostgresLineageStore implements LineageStore {

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String TRANSFER_ID =
            "encode(set_byte(uuid_send(p.id), 15, get_byte(uuid_send(p.id), 15) | (t.ordinal + 1)), 'hex')::uuid";

    /** The issued lot is named like the first transfer of its posting. */
    private static final String PURCHASE = """
            SELECT p.id, (p.detail ->> 'buyerId')::uuid, l.store, l.coins, l.account, l.id,
                   EXISTS (SELECT FROM reversal r WHERE r.transfer = l.id)
              FROM posting p
              JOIN lot l ON l.id = encode(set_byte(uuid_send(p.id), 15, get_byte(uuid_send(p.id), 15) | 1), 'hex')::uuid
             WHERE p.id = $1 AND p.kind = 'purchase'""";

    /** {@code $1} is the issued lot, {@code $2} its account: own lots, and the ranges of the axis that were drawn from them. */
    private static final String OWN = """
            WITH RECURSIVE own AS (
                SELECT id FROM lot WHERE id = $1
                UNION ALL
                SELECT l.id FROM lot l JOIN own ON l.parent = own.id WHERE l.account = $2),
            drawn AS (
                SELECT s.axis_from AS low,
                       coalesce((SELECT min(n.axis_from) FROM lot_segment n
                                  WHERE n.account = s.account AND n.axis_from > s.axis_from), a.lot_axis) AS high
                  FROM lot_segment s JOIN account a ON a.id = s.account
                 WHERE s.account = $2 AND s.lot IN (SELECT id FROM own))
            """;

    private static final String UNSPENT = OWN + """
            SELECT coalesce(sum(remaining), 0)::bigint FROM lot_balance WHERE id IN (SELECT id FROM own)""";

    private static final String GIFTS = OWN + """
            SELECT p.id, (p.detail ->> 'creatorId')::uuid,
                   sum(least(t.axis_from + t.amount, d.high) - greatest(t.axis_from, d.low))::bigint, t.amount,
                   (p.detail ->> 'diamonds')::bigint
              FROM transfer t
              JOIN drawn d ON t.axis_from < d.high AND t.axis_from + t.amount > d.low
              JOIN transfer_code c USING (code)
              JOIN posting p ON p.seq = t.posting_seq
             WHERE t.debit_account = $2 AND t.kind = 0 AND c.name = 'GIFT_COINS'
               AND NOT EXISTS (SELECT FROM reversal r WHERE r.transfer = %s)
             GROUP BY p.id, p.detail, t.amount, p.seq ORDER BY p.seq""".formatted(TRANSFER_ID);

    /** Captures take a hold's range from its front; what is left is its tail. */
    private static final String BUDGETS = OWN + """
            SELECT h.id, h.posting, coalesce(p.reference, ''),
                   sum(least(h.axis_from + h.amount, d.high) - greatest(h.axis_from + h.captured, d.low))::bigint
              FROM hold h
              JOIN drawn d ON h.axis_from + h.captured < d.high AND h.axis_from + h.amount > d.low
              JOIN transfer_code c USING (code)
              JOIN posting p ON p.id = h.posting
             WHERE h.debit_account = $2 AND h.captured + h.released < h.amount AND c.name = 'CAMPAIGN_BUDGET'
             GROUP BY h.id, h.posting, p.reference, p.seq ORDER BY p.seq, h.id""";

    private final Pool pool;

    PostgresLineageStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Lineage>> of(UUID purchase) {
        return pool.withTransaction(tx -> tx.query(SNAPSHOT)
                .execute()
                .flatMap(set -> tx.preparedQuery(PURCHASE).execute(Tuple.of(purchase)))
                .flatMap(rows -> {
                    var row = rows.iterator();
                    return row.hasNext()
                            ? lineage(tx, row.next()).map(Optional::of)
                            : Uni.createFrom().item(Optional.empty());
                }));
    }

    private static Uni<Lineage> lineage(SqlConnection tx, Row purchase) {
        var lot = Tuple.of(purchase.getUUID(5), purchase.getUUID(4));
        return tx.preparedQuery(UNSPENT)
                .execute(lot)
                .flatMap(unspent -> tx.preparedQuery(GIFTS)
                        .execute(lot)
                        .flatMap(gifts -> tx.preparedQuery(BUDGETS)
                                .execute(lot)
                                .map(budgets -> new Lineage(
                                        purchase.getUUID(0),
                                        purchase.getUUID(1),
                                        purchase.getString(2),
                                        purchase.getLong(3),
                                        unspent.iterator().next().getLong(0),
                                        gifts(gifts),
                                        budgets(budgets),
                                        purchase.getBoolean(6)))));
    }

    private static List<TaintedGift> gifts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                        new TaintedGift(row.getUUID(0), row.getUUID(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .toList();
    }

    private static List<OpenBudget> budgets(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new OpenBudget(row.getUUID(0), row.getUUID(1), row.getString(2), row.getLong(3)))
                .toList();
    }
}
