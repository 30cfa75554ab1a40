package dev.coinstage.wallet.debt.db;

import dev.coinstage.wallet.debt.app.DebtorStore;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

@ApplicationScoped
class PostgresDebtorStore implements DebtorStore {

    private static final String ABLE = """
            SELECT o.owner, o.kind, o.asset, d.kind, d.debits_posted - d.credits_posted
              FROM account d
              JOIN account o ON o.owner = d.owner
                            AND o.kind = CASE d.kind WHEN 'VIEWER_RECEIVABLE' THEN 'VIEWER_COINS' ELSE 'CREATOR_DIAMONDS' END
             WHERE d.kind IN ('VIEWER_RECEIVABLE', 'CREATOR_RECEIVABLE') AND d.debits_posted > d.credits_posted
               AND NOT o.frozen AND NOT o.closed AND NOT d.frozen AND NOT d.closed
               AND o.credits_posted - o.debits_posted - o.debits_pending - o.minimum > 0
             ORDER BY o.owner, o.kind LIMIT $1""";

    private final Pool pool;

    PostgresDebtorStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Debtor>> able(int limit) {
        return pool.preparedQuery(ABLE)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresDebtorStore::debtor)
                        .toList());
    }

    private static Debtor debtor(Row row) {
        var asset = new Asset(row.getString(2));
        return new Debtor(
                new AccountKey(row.getString(0), AccountKind.valueOf(row.getString(1)), asset),
                new AccountKey(row.getString(0), AccountKind.valueOf(row.getString(3)), asset),
                row.getLong(4));
    }
}
