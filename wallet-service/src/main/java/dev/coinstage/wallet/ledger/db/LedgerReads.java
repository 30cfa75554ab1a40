package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.Claim;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.LedgerState;
import dev.coinstage.wallet.ledger.domain.Lot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a batch reads once it holds the head: nothing of it can change before its commit, for every writer holds the head. */
@ApplicationScoped
class LedgerReads {

    /** A writer that stops in the middle must not hold the head: the server ends its transaction, as {@code $1} says. */
    private static final String LOCK_HEAD = """
            SELECT commit_seq, posting_seq, committed_at, clock_timestamp(),
                   set_config('idle_in_transaction_session_timeout', $1, true)
              FROM ledger_head WHERE id = 1 FOR UPDATE""";

    private static final String ACCOUNTS =
            "SELECT " + AccountRows.COLUMNS + ", a.id FROM account a WHERE a.id = ANY($1)";
    private static final int ID = 14;
    private static final String BOOKED = """
            SELECT b.namespace, b.value, b.posting
              FROM unnest($1::text[], $2::text[]) AS asked(namespace, value) JOIN booked_claim b USING (namespace, value)""";

    /**
     * Takes the ledger's one lock; later statements of the transaction see every earlier commit.
     *
     * @param longestSilence milliseconds between two statements after which the server gives the lock to the next
     */
    Uni<LockedHead> lockHead(SqlConnection tx, long longestSilence) {
        return tx.preparedQuery(LOCK_HEAD)
                .execute(Tuple.of(Long.toString(longestSilence)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new LockedHead(
                            row.getLong(0),
                            row.getLong(1),
                            row.getOffsetDateTime(2).toInstant(),
                            row.getOffsetDateTime(3).toInstant());
                });
    }

    /** The state that deciding these commands needs: in one round trip, unless they continue what was posted before. */
    Uni<LedgerState> state(SqlConnection tx, List<Command> commands) {
        var targets = Targets.of(commands);
        var claims = commands.stream()
                .flatMap(command -> command.claims().stream())
                .distinct()
                .toList();
        return EarlierTransfers.read(tx, targets)
                .flatMap(earlier -> Uni.combine()
                        .all()
                        .unis(
                                accounts(tx, accountsOf(targets, earlier), targets),
                                LotReads.waiting(tx, accountsWithLots(targets, earlier)),
                                LotReads.segments(tx, earlier.ranges()),
                                booked(tx, claims))
                        .asTuple()
                        .flatMap(read -> otherLots(tx, targets, earlier, read.getItem1(), read.getItem3())
                                .map(others -> new LedgerState(
                                        read.getItem1(),
                                        LotReads.byAccount(read.getItem2(), read.getItem1()),
                                        others,
                                        read.getItem3(),
                                        read.getItem4(),
                                        earlier.holds(),
                                        earlier.transfers(),
                                        earlier.reversed()))));
    }

    /** Who received what is to be reversed may owe it, also what the same batch moved. */
    private static Set<UUID> accountsOf(Targets targets, EarlierTransfers earlier) {
        var accounts = new HashSet<>(earlier.accounts());
        targets.accounts().forEach(key -> accounts.add(key.id()));
        if (!targets.transfers().isEmpty()) {
            Stream.concat(earlier.receivers().stream(), targets.accounts().stream())
                    .forEach(receiver ->
                            receiver.receivable().map(AccountKey::id).ifPresent(accounts::add));
        }
        return accounts;
    }

    /** Of what an earlier transfer moved between the kind is not known yet; an account without lots has none to read. */
    private static Set<UUID> accountsWithLots(Targets targets, EarlierTransfers earlier) {
        var accounts = new HashSet<>(earlier.accounts());
        targets.accounts().stream().filter(key -> key.kind().holdsLots()).forEach(key -> accounts.add(key.id()));
        return accounts;
    }

    private static Uni<Map<UUID, Account>> accounts(SqlConnection tx, Collection<UUID> accounts, Targets targets) {
        var names = new HashMap<UUID, AccountKey>();
        targets.accounts().forEach(key -> names.put(key.id(), key));
        var ids = Tuple.tuple().addArrayOfUUID(accounts.toArray(UUID[]::new));
        return tx.preparedQuery(ACCOUNTS).execute(ids).map(rows -> {
            var found = new HashMap<UUID, Account>();
            for (var row : rows) {
                var id = row.getUUID(ID);
                var name = names.get(id);
                found.put(id, name == null ? AccountRows.account(row) : AccountRows.account(row, name));
            }
            return found;
        });
    }

    private static Uni<List<Lot>> otherLots(
            SqlConnection tx,
            Targets targets,
            EarlierTransfers earlier,
            Map<UUID, Account> accounts,
            Map<UUID, NavigableMap<Long, UUID>> segments) {
        if (!targets.givesBack()) {
            return Uni.createFrom().item(List.of());
        }
        var drawn = segments.values().stream().flatMap(segment -> segment.values().stream());
        var lots = Stream.concat(drawn, earlier.transfers().keySet().stream());
        return LotReads.others(tx, lots, accountsWithLots(targets, earlier))
                .map(rows -> rows.stream()
                        .filter(row -> accounts.containsKey(row.getUUID(1)))
                        .map((Row row) -> LotReads.lot(row, accounts))
                        .toList());
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
