package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.app.AccountStore;
import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
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

    private static final String SELECT = "SELECT " + AccountRows.COLUMNS + " FROM account a WHERE ";
    private static final String OF_OWNER = SELECT + "a.owner = $1 ORDER BY a.kind, a.asset";
    private static final String BY_ID = SELECT + "a.id = $1";

    /** Each side is a walk along its own index; the limit inside keeps a hot account's page as cheap as any. */
    private static final String STATEMENT = """
            SELECT m.posting_seq, m.ordinal, p.id, m.code, m.change, m.balance, p.recorded_at, p.detail::text
              FROM ((SELECT posting_seq, ordinal, code, -amount AS change, debit_balance AS balance
                       FROM transfer WHERE debit_account = $1 AND (posting_seq, ordinal) < ($2, $3)
                      ORDER BY posting_seq DESC, ordinal DESC LIMIT $4)
                    UNION ALL
                    (SELECT posting_seq, ordinal, code, amount, credit_balance
                       FROM transfer WHERE credit_account = $1 AND (posting_seq, ordinal) < ($2, $3)
                      ORDER BY posting_seq DESC, ordinal DESC LIMIT $4)) m
              JOIN posting p ON p.seq = m.posting_seq
             ORDER BY m.posting_seq DESC, m.ordinal DESC LIMIT $4""";

    private static final String POSTING =
            "SELECT id, commit_seq, recorded_at, detail::text FROM posting WHERE id = $1 AND kind = $2 AND caller = $3";

    private final Pool pool;

    PostgresAccountStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Account>> ofOwner(String owner) {
        return pool.preparedQuery(OF_OWNER).execute(Tuple.of(owner)).map(rows -> list(rows, AccountRows::account));
    }

    @Override
    public Uni<Optional<Account>> byId(UUID account) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(account)).map(rows -> first(rows, AccountRows::account));
    }

    @Override
    public Uni<List<Entry>> statement(UUID account, Place before, int limit) {
        var values = Tuple.of(account, before.postingSequence(), (short) before.ordinal(), limit);
        return pool.preparedQuery(STATEMENT).execute(values).map(rows -> list(rows, PostgresAccountStore::entry));
    }

    private static Entry entry(Row row) {
        return new Entry(
                new Place(row.getLong(0), row.getShort(1)),
                TransferId.of(TransferId.posting(row.getUUID(2)), row.getShort(1)),
                row.getUUID(2),
                TransferCode.of(row.getShort(3)).name(),
                row.getLong(4),
                row.getLong(5),
                row.getOffsetDateTime(6).toInstant(),
                row.getString(7));
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
