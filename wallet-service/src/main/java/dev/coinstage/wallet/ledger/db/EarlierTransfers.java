package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Hold;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.PastTransfer;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The holds and transfers that a batch continues.
 *
 * @param receivers who received what is to be reversed, and may owe it
 */
record EarlierTransfers(
        Map<UUID, Hold> holds, Map<UUID, PastTransfer> transfers, Map<UUID, UUID> reversed, Set<AccountKey> receivers) {

    static final EarlierTransfers NONE = new EarlierTransfers(Map.of(), Map.of(), Map.of(), Set.of());

    private static final String HOLDS = """
            SELECT id, debit_account, credit_account, amount, captured, released, code, expires_at, axis_from
              FROM hold WHERE id = ANY($1) OR posting = ANY($2)""";
    private static final String TRANSFERS = """
            SELECT asked.id, t.kind, t.code, t.debit_account, t.credit_account, t.amount, t.axis_from, a.owner, a.kind, a.asset
              FROM unnest($1::uuid[], $2::uuid[], $3::smallint[]) AS asked(id, posting, ordinal)
              JOIN posting p ON p.id = asked.posting
              JOIN transfer t ON t.posting_seq = p.seq AND t.ordinal = asked.ordinal AND t.committed_at = p.recorded_at
              JOIN account a ON a.id = t.credit_account""";
    private static final String REVERSED = "SELECT transfer, reversal FROM reversal WHERE transfer = ANY($1)";

    /** A part of an account's axis whose coins may come back. */
    record Range(UUID account, long low, long high) {}

    static Uni<EarlierTransfers> read(SqlConnection tx, Targets targets) {
        if (targets.onlyNew()) {
            return Uni.createFrom().item(NONE);
        }
        return Uni.combine()
                .all()
                .unis(
                        tx.preparedQuery(HOLDS).execute(Tuple.of(array(targets.holds()), array(targets.postings()))),
                        tx.preparedQuery(TRANSFERS).execute(asked(targets.transfers())),
                        tx.preparedQuery(REVERSED).execute(Tuple.of(array(targets.transfers()))))
                .asTuple()
                .map(read -> of(read.getItem1(), read.getItem2(), read.getItem3()));
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static Tuple asked(Collection<UUID> transfers) {
        return Columns.of(transfers)
                .uuid(id -> id)
                .uuid(TransferId::posting)
                .smallint(id -> (short) TransferId.ordinal(id))
                .tuple();
    }

    private static EarlierTransfers of(RowSet<Row> holdRows, RowSet<Row> transferRows, RowSet<Row> reversalRows) {
        var holds = new HashMap<UUID, Hold>();
        holdRows.forEach(row -> holds.put(row.getUUID(0), hold(row)));
        var transfers = new HashMap<UUID, PastTransfer>();
        var receivers = new HashSet<AccountKey>();
        for (var row : transferRows) {
            transfers.put(row.getUUID(0), transfer(row));
            receivers.add(AccountRows.key(row, 7));
        }
        var reversed = new HashMap<UUID, UUID>();
        reversalRows.forEach(row -> reversed.put(row.getUUID(0), row.getUUID(1)));
        return new EarlierTransfers(holds, transfers, reversed, receivers);
    }

    private static Hold hold(Row row) {
        var expiresAt = row.getOffsetDateTime(7);
        return new Hold(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                TransferCode.of(row.getShort(6)),
                expiresAt == null ? Link.Hold.NEVER : expiresAt.toInstant(),
                axis(row.getLong(8)));
    }

    private static PastTransfer transfer(Row row) {
        return new PastTransfer(
                row.getUUID(0),
                TransferKind.of(row.getShort(1)),
                TransferCode.of(row.getShort(2)),
                row.getUUID(3),
                row.getUUID(4),
                row.getLong(5),
                axis(row.getLong(6)));
    }

    private static long axis(Long stored) {
        return stored == null ? PostedTransfer.NO_DRAW : stored;
    }

    /** The accounts that these move units between. */
    Set<UUID> accounts() {
        var accounts = new HashSet<UUID>();
        holds.values().forEach(hold -> accounts.addAll(List.of(hold.debit(), hold.credit())));
        transfers.values().forEach(transfer -> accounts.addAll(List.of(transfer.debit(), transfer.credit())));
        return accounts;
    }

    List<Range> ranges() {
        var ranges = new ArrayList<Range>();
        for (var hold : holds.values()) {
            if (hold.axisFrom() != PostedTransfer.NO_DRAW && hold.left() > 0) {
                ranges.add(new Range(hold.debit(), hold.axisFrom() + hold.captured(), hold.axisFrom() + hold.amount()));
            }
        }
        for (var transfer : transfers.values()) {
            if (transfer.axisFrom() != PostedTransfer.NO_DRAW) {
                ranges.add(new Range(transfer.debit(), transfer.axisFrom(), transfer.axisFrom() + transfer.amount()));
            }
        }
        return ranges;
    }
}
