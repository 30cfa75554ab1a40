package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.LedgerState;
import dev.coinstage.wallet.ledger.domain.Lot;
import dev.coinstage.wallet.ledger.domain.LotSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a batch reads once it holds the head: nothing of it can change before its commit, for every writer holds the head. */
@ApplicationScoped
class LedgerReads {

    private static final String LOCK_HEAD = """
            SELECT commit_seq, posting_seq, committed_at, clock_timestamp() FROM ledger_head WHERE id = 1 FOR UPDATE""";
    private static final String ACCOUNTS =
            "SELECT " + AccountRows.COLUMNS + ", a.id FROM account a WHERE a.id = ANY($1)";
    private static final String WAITING_LOTS = """
            SELECT id, account, ordinal, store, store_reference, region, currency, price_minor, coins, waiting
              FROM lot WHERE account = ANY($1) AND waiting > 0 ORDER BY account, ordinal""";
    private static final String BOOKED = """
            SELECT b.namespace, b.value, b.posting
              FROM unnest($1::text[], $2::text[]) AS asked(namespace, value) JOIN booked_claim b USING (namespace, value)""";

    /** Takes the ledger's one lock; later statements of the transaction see every earlier commit. */
    Uni<LockedHead> lockHead(SqlConnection tx) {
        return tx.query(LOCK_HEAD).execute().map(rows -> {
            var row = rows.iterator().next();
            return new LockedHead(
                    row.getLong(0),
                    row.getLong(1),
                    row.getOffsetDateTime(2).toInstant(),
                    row.getOffsetDateTime(3).toInstant());
        });
    }

    /** The state that deciding these commands needs, read in one round trip. */
    Uni<LedgerState> state(SqlConnection tx, List<Command> commands) {
        var names = new LinkedHashSet<AccountKey>();
        for (var command : commands) {
            for (var movement : command.movements()) {
                names.add(movement.debit());
                names.add(movement.credit());
            }
        }
        var keys = names.stream().collect(Collectors.toMap(AccountKey::id, key -> key));
        var claims = commands.stream()
                .flatMap(command -> command.claims().stream())
                .distinct()
                .toList();
        return Uni.combine()
                .all()
                .unis(accounts(tx, keys), waitingLots(tx, keys), booked(tx, claims))
                .asTuple()
                .map(read -> new LedgerState(read.getItem1(), read.getItem2(), read.getItem3()));
    }

    private static Uni<Map<UUID, Account>> accounts(SqlConnection tx, Map<UUID, AccountKey> keys) {
        var ids = Tuple.tuple().addArrayOfUUID(keys.keySet().toArray(UUID[]::new));
        return tx.preparedQuery(ACCOUNTS).execute(ids).map(rows -> {
            var accounts = new HashMap<UUID, Account>();
            rows.forEach(row -> accounts.put(row.getUUID("id"), AccountRows.account(row)));
            return accounts;
        });
    }

    private static Uni<Map<UUID, List<Lot>>> waitingLots(SqlConnection tx, Map<UUID, AccountKey> keys) {
        var drawn = keys.entrySet().stream()
                .filter(entry -> entry.getValue().kind().holdsLots())
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        if (drawn.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return tx.preparedQuery(WAITING_LOTS)
                .execute(Tuple.tuple().addArrayOfUUID(drawn))
                .map(rows -> {
                    var lots = new HashMap<UUID, List<Lot>>();
                    for (var row : rows) {
                        var account = row.getUUID(1);
                        lots.computeIfAbsent(account, none -> new ArrayList<>()).add(lot(row, keys.get(account)));
                    }
                    return lots;
                });
    }

    private static Lot lot(Row row, AccountKey account) {
        var source =
                new LotSource(row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getLong(7));
        return new Lot(row.getUUID(0), account, row.getLong(2), source, row.getLong(8), row.getLong(9));
    }

    private static Uni<Map<Claim, UUID>> booked(SqlConnection tx, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var namespaces = claims.stream().map(Claim::namespace).toArray(String[]::new);
        var values = claims.stream().map(Claim::value).toArray(String[]::new);
        return tx.preparedQuery(BOOKED).execute(Tuple.of(namespaces, values)).map(rows -> {
            var booked = new HashMap<Claim, UUID>();
            rows.forEach(row -> booked.put(new Claim(row.getString(0), row.getString(1)), row.getUUID(2)));
            return booked;
        });
    }
}
