package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.db.EarlierTransfers.Range;
import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.Lot;
import dev.coinstage.wallet.ledger.domain.LotSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads lots and the segments of their drawing. */
final class LotReads {

    private static final String COLUMNS =
            "id, account, ordinal, store, store_reference, region, currency, price_minor, coins, waiting, parent";
    private static final String WAITING =
            "SELECT " + COLUMNS + " FROM lot WHERE account = ANY($1) AND waiting > 0 ORDER BY account, ordinal";
    private static final String OTHERS = "SELECT " + COLUMNS
            + " FROM lot WHERE id = ANY($1) OR id IN (SELECT lot_current FROM account WHERE id = ANY($2))";
    private static final String SEGMENTS = """
            SELECT s.account, s.axis_from, s.lot
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS asked(account, low, high)
              JOIN LATERAL (
                   SELECT account, axis_from, lot FROM lot_segment
                    WHERE account = asked.account AND axis_from > asked.low AND axis_from < asked.high
                   UNION ALL
                   (SELECT account, axis_from, lot FROM lot_segment
                     WHERE account = asked.account AND axis_from <= asked.low ORDER BY axis_from DESC LIMIT 1)) s ON true""";

    private LotReads() {}

    /** The rows of lots that wait on these accounts, in the order of drawing. */
    static Uni<List<Row>> waiting(SqlConnection tx, Collection<UUID> accounts) {
        return accounts.isEmpty()
                ? Uni.createFrom().item(List.of())
                : tx.preparedQuery(WAITING)
                        .execute(Tuple.tuple().addArrayOfUUID(accounts.toArray(UUID[]::new)))
                        .map(LotReads::list);
    }

    /** The segments in these ranges, and the one before each. */
    static Uni<Map<UUID, NavigableMap<Long, UUID>>> segments(SqlConnection tx, List<Range> ranges) {
        if (ranges.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var asked = Columns.of(ranges)
                .uuid(Range::account)
                .bigint(Range::low)
                .bigint(Range::high)
                .tuple();
        return tx.preparedQuery(SEGMENTS).execute(asked).map(rows -> {
            var segments = new HashMap<UUID, NavigableMap<Long, UUID>>();
            rows.forEach(row -> segments.computeIfAbsent(row.getUUID(0), none -> new TreeMap<>())
                    .put(row.getLong(1), row.getUUID(2)));
            return segments;
        });
    }

    /** The rows of these lots, and of those that these accounts are drawing. */
    static Uni<List<Row>> others(SqlConnection tx, Stream<UUID> lots, Collection<UUID> accounts) {
        var asked = Tuple.of(lots.distinct().toArray(UUID[]::new), accounts.toArray(UUID[]::new));
        return tx.preparedQuery(OTHERS).execute(asked).map(LotReads::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        var list = new ArrayList<Row>(rows.size());
        rows.forEach(list::add);
        return list;
    }

    static Map<UUID, List<Lot>> byAccount(List<Row> rows, Map<UUID, Account> accounts) {
        var lots = new HashMap<UUID, List<Lot>>();
        for (var row : rows) {
            lots.computeIfAbsent(row.getUUID(1), none -> new ArrayList<>()).add(lot(row, accounts));
        }
        return lots;
    }

    /** @param accounts with that of the lot */
    static Lot lot(Row row, Map<UUID, Account> accounts) {
        var source =
                new LotSource(row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getLong(7));
        var parent = row.getUUID(10);
        return new Lot(
                row.getUUID(0),
                parent == null ? Lot.ISSUED : parent,
                accounts.get(row.getUUID(1)).key(),
                row.getLong(2),
                source,
                row.getLong(8),
                row.getLong(9));
    }
}
