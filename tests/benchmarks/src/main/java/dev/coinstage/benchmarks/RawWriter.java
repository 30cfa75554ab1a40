package dev.coinstage.benchmarks;

import dev.coinstage.benchmarks.LedgerSql.RawGift;
import dev.coinstage.benchmarks.LedgerSql.Sample;
import dev.coinstage.benchmarks.LedgerSql.Totals;
import dev.coinstage.defaults.ids.IdSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/**
 * The engine's yardstick: the same rows by set-based SQL on one connection, with nothing to look up or decide. Only its
 * transactions are timed; their rows are made between them.
 */
final class RawWriter {

    private static final int HASH_BYTES = 32;
    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private final SqlConnection connection;
    private final IdSource ids;
    private final List<UUID> viewers;
    private final UUID creatorAccount;
    private final Sample sample;
    private Map<UUID, Totals> totals = Map.of();
    private long commit;
    private long posting;
    private int turn;

    RawWriter(SqlConnection connection, IdSource ids, List<UUID> viewers, UUID creator, Sample sample) {
        this.connection = connection;
        this.ids = ids;
        this.viewers = viewers;
        this.creatorAccount = WalletGifts.creatorAccount(creator);
        this.sample = sample;
    }

    /** @param reading for the state that others left; nobody else may write meanwhile */
    Window run(Connection reading, Duration measured, int batchSize) throws SQLException {
        readState(reading);
        var waits = new Histogram(DIGITS);
        long gifts = 0;
        long spent = 0;
        while (spent < measured.toNanos()) {
            var batch = batch(batchSize);
            var begin = System.nanoTime();
            write(batch);
            var took = System.nanoTime() - begin;
            waits.recordValueWithCount(took / NANOS_PER_MICRO, batchSize);
            spent += took;
            gifts += batchSize;
        }
        return new Window(gifts, spent, waits);
    }

    private void readState(Connection reading) throws SQLException {
        var accounts =
                new ArrayList<>(viewers.stream().map(WalletGifts::viewerAccount).toList());
        accounts.addAll(List.of(creatorAccount, WalletGifts.clearingAccount(), WalletGifts.issuanceAccount()));
        totals = LedgerSql.totals(reading, accounts);
        var head = connection.query(LedgerSql.LOCK_HEAD).execute().await().indefinitely();
        commit = head.iterator().next().getLong(0);
        posting = head.iterator().next().getLong(1);
    }

    /** One transaction's statements, ready to be sent. */
    private record Batch(long commit, long lastPosting, Tuple accounts, List<Statement> inserts) {}

    private record Statement(String sql, Tuple values) {}

    private Batch batch(int size) {
        commit++;
        var at = OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        var changed = new LinkedHashMap<UUID, Totals>();
        var gifts = new ArrayList<RawGift>(size);
        for (int made = 0; made < size; made++) {
            gifts.add(gift(viewers.get(turn++ % viewers.size()), changed));
        }
        return new Batch(
                commit,
                posting,
                LedgerSql.accounts(changed),
                List.of(
                        new Statement(LedgerSql.POSTINGS, LedgerSql.postings(gifts, commit, at)),
                        new Statement(LedgerSql.TRANSFERS, LedgerSql.transfers(gifts, commit, at)),
                        new Statement(LedgerSql.OUTCOMES, LedgerSql.outcomes(gifts, at))));
    }

    private RawGift gift(UUID viewer, Map<UUID, Totals> changed) {
        var viewerAccount = WalletGifts.viewerAccount(viewer);
        var giver = touched(viewerAccount, changed);
        var clearing = touched(WalletGifts.clearingAccount(), changed);
        var issuance = touched(WalletGifts.issuanceAccount(), changed);
        var earner = touched(creatorAccount, changed);
        var axis = giver.axis++;
        giver.left--;
        giver.debits++;
        clearing.credits++;
        issuance.debits++;
        earner.credits++;
        var id = ids.next();
        return new RawGift(
                ++posting,
                id,
                viewer,
                viewerAccount,
                creatorAccount,
                giver.balance(),
                clearing.balance(),
                issuance.balance(),
                earner.balance(),
                axis,
                ids.next(),
                Buffer.buffer(new byte[HASH_BYTES]),
                sample.detailOf(viewer),
                sample.outcomeOf(id, viewerAccount));
    }

    private Totals touched(UUID account, Map<UUID, Totals> changed) {
        return changed.computeIfAbsent(account, totals::get);
    }

    private void write(Batch batch) {
        var at = OffsetDateTime.now(ZoneOffset.UTC);
        var tx = connection.begin().await().indefinitely();
        connection.query(LedgerSql.LOCK_HEAD).execute().await().indefinitely();
        var sent = new ArrayList<Uni<RowSet<Row>>>();
        sent.add(send(LedgerSql.BATCH, Tuple.of(batch.commit(), ids.next(), at, batch.lastPosting())));
        sent.add(send(LedgerSql.HEAD, Tuple.of(batch.commit(), batch.lastPosting(), at)));
        sent.add(send(LedgerSql.ACCOUNTS, batch.accounts()));
        batch.inserts().forEach(insert -> sent.add(send(insert.sql(), insert.values())));
        Uni.join().all(sent).andCollectFailures().await().indefinitely();
        tx.commit().await().indefinitely();
    }

    private Uni<RowSet<Row>> send(String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }
}
