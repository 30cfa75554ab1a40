package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.LotCursor;
import io.vertx.mutiny.sqlclient.Row;

/** Reads rows of {@code account}. */
final class AccountRows {

    static final String COLUMNS = """
            a.owner, a.kind, a.asset, a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending,
            a.minimum, a.maximum, a.frozen, a.closed, a.lot_axis, a.lot_current, a.lot_left""";

    private AccountRows() {}

    /** From a row that begins with {@link #COLUMNS}. */
    static Account account(Row row) {
        return account(row, key(row, 0));
    }

    /** The same, with the name that is known already: making it costs a hash. */
    static Account account(Row row, AccountKey key) {
        var current = row.getUUID(12);
        return new Account(
                key,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getBoolean(9),
                row.getBoolean(10),
                new LotCursor(row.getLong(11), current == null ? LotCursor.NO_LOT : current, row.getLong(13)));
    }

    /** From owner, kind and asset, beginning with that column. */
    static AccountKey key(Row row, int column) {
        return new AccountKey(
                row.getString(column),
                AccountKind.valueOf(row.getString(column + 1)),
                new Asset(row.getString(column + 2)));
    }
}
