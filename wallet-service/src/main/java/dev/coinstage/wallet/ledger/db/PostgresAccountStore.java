package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.app.AccountStore;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import dev.coinstage.wallet.ledger.domain.TransferKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class PostgresAccountStore implements AccountStore {

    /** Head and account in one statement, so that what is told is true for that commit. */
    private static final String SELECT = """
            SELECT a.owner, a.kind, a.asset, a.credits_posted - a.debits_posted, a.debits_pending, a.minimum, h.commit_seq,
                   h.committed_at, a.frozen, a.closed
              FROM ledger_head h CROSS JOIN account a WHERE h.id = 1 AND""";

    private static final String OF_OWNER = SELECT + " a.owner = $1 ORDER BY a.kind, a.asset";
    private static final String BY_ID = SELECT + " a.id = $1";

    /** What was true then stands on the last transfer and the last change before its end: nothing is summed. */
    private static final String AS_OF = """
            SELECT coalesce(m.balance, 0), coalesce(m.held, 0), coalesce(c.minimum, 0), b.commit_seq, b.committed_at
              FROM posting_batch b
              LEFT JOIN LATERAL (
                   SELECT * FROM (
                       (SELECT posting_seq, ordinal, debit_balance AS balance, debit_held AS held
                          FROM transfer WHERE debit_account = $1 AND posting_seq <= b.last_posting
                         ORDER BY posting_seq DESC, ordinal DESC LIMIT 1)
                       UNION ALL
                       (SELECT posting_seq, ordinal, credit_balance, credit_held
                          FROM transfer WHERE credit_account = $1 AND posting_seq <= b.last_posting
                         ORDER BY posting_seq DESC, ordinal DESC LIMIT 1)) sides
                    ORDER BY posting_seq DESC, ordinal DESC LIMIT 1) m ON true
              LEFT JOIN LATERAL (
                   SELECT minimum FROM account_change WHERE account = $1 AND posting_seq <= b.last_posting
                    ORDER BY posting_seq DESC, link DESC LIMIT 1) c ON true
             WHERE b.commit_seq = $2""";

    /**
     * Each side is a walk along its own index; the limit inside keeps a hot account's page as cheap as any. Kinds 1 to 4 are a
     * hold, its capture and its release: what they set aside is the debited account's own.
     */
    private static final String STATEMENT = """
            SELECT h.commit_seq, h.committed_at, m.posting_seq, m.ordinal, p.id, m.kind, m.code, m.change, m.balance,
                   m.held_change, m.held, p.recorded_at, p.detail::text
              FROM ledger_head h
              LEFT JOIN (
                   SELECT * FROM (
                       (SELECT posting_seq, ordinal, kind, code, CASE WHEN kind IN (0, 2, 5) THEN -amount ELSE 0 END AS change,
                               debit_balance AS balance,
                               CASE WHEN kind = 1 THEN amount WHEN kind IN (2, 3, 4) THEN -amount ELSE 0 END AS held_change,
                               coalesce(debit_held, 0) AS held
                          FROM transfer WHERE debit_account = $1 AND (posting_seq, ordinal) < ($2, $3)
                         ORDER BY posting_seq DESC, ordinal DESC LIMIT $4)
                       UNION ALL
                       (SELECT posting_seq, ordinal, kind, code, CASE WHEN kind IN (0, 2, 5) THEN amount ELSE 0 END,
                               credit_balance, 0, coalesce(credit_held, 0)
                          FROM transfer WHERE credit_account = $1 AND (posting_seq, ordinal) < ($2, $3)
                         ORDER BY posting_seq DESC, ordinal DESC LIMIT $4)) sides
                    ORDER BY posting_seq DESC, ordinal DESC LIMIT $4) m ON true
              LEFT JOIN posting p ON p.seq = m.posting_seq
             WHERE h.id = 1 ORDER BY m.posting_seq DESC, m.ordinal DESC""";

    private static final String POSTING =
            "SELECT id, commit_seq, recorded_at, detail::text FROM posting WHERE id = $1 AND kind = $2 AND caller = $3";

    private final Pool pool;

    PostgresAccountStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Standing>> ofOwner(String owner) {
        return pool.preparedQuery(OF_OWNER)
                .execute(Tuple.of(owner))
                .map(rows -> list(rows, PostgresAccountStore::standing));
    }

    @Override
    public Uni<Optional<Standing>> byId(UUID account) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.of(account))
                .map(rows -> first(rows, PostgresAccountStore::standing));
    }

    @Override
    public Uni<List<Flagged>> flagged(String owner) {
        return pool.preparedQuery(OF_OWNER)
                .execute(Tuple.of(owner))
                .map(rows -> list(rows, row -> new Flagged(standing(row), row.getBoolean(8), row.getBoolean(9))));
    }

    private static Standing standing(Row row) {
        return new Standing(AccountRows.key(row, 0), row.getLong(3), row.getLong(4), row.getLong(5), moment(row, 6));
    }

    private static Moment moment(Row row, int column) {
        return new Moment(row.getLong(column), row.getOffsetDateTime(column + 1).toInstant());
    }

    @Override
    public Uni<Optional<Standing>> asOf(AccountKey account, long commit) {
        return pool.preparedQuery(AS_OF)
                .execute(Tuple.of(account.id(), commit))
                .map(rows -> first(
                        rows,
                        row -> new Standing(account, row.getLong(0), row.getLong(1), row.getLong(2), moment(row, 3))));
    }

    @Override
    public Uni<Statement> statement(UUID account, Place before, int limit) {
        var values = Tuple.of(account, before.postingSequence(), (short) before.ordinal(), limit);
        return pool.preparedQuery(STATEMENT).execute(values).map(rows -> {
            var moment = moment(rows.iterator().next(), 0);
            var entries = list(rows, row -> row).stream()
                    .filter(row -> row.getLong(2) != null)
                    .map(PostgresAccountStore::entry)
                    .toList();
            return new Statement(moment, entries);
        });
    }

    private static Entry entry(Row row) {
        var posting = row.getUUID(4);
        return new Entry(
                new Place(row.getLong(2), row.getShort(3)),
                TransferId.of(TransferId.posting(posting), row.getShort(3)),
                posting,
                TransferKind.of(row.getShort(5)),
                TransferCode.of(row.getShort(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getOffsetDateTime(11).toInstant(),
                row.getString(12));
    }

    @Override
    public Uni<Optional<PostingRecord>> posting(String kind, UUID id, UUID caller) {
        return pool.preparedQuery(POSTING)
                .execute(Tuple.of(id, kind, caller))
                .map(rows -> first(
                        rows,
                        row -> new PostingRecord(
                                row.getUUID(0),
                                row.getLong(1),
                                row.getOffsetDateTime(2).toInstant(),
                                row.getString(3))));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(read.apply(row)));
        return list;
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        return list(rows, read).stream().findFirst();
    }
}
