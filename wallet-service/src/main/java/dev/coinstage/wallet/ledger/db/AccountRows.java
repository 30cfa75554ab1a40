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
            a.frozen, a.closed, a.lot_axis, a.lot_current, a.lot_left""";

    private AccountRows() {}

    /** From a row that begins with {@link #COLUMNS}. */
    static Account account(Row row) {
        var key = new AccountKey(row.getString(0), AccountKind.valueOf(row.getString(1)), new Asset(row.getString(2)));
        var current = row.getUUID(10);
        return new Account(
                key,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getBoolean(7),
                row.getBoolean(8),
                new LotCursor(row.getLong(9), current == null ? LotCursor.NO_LOT : current, row.getLong(11)));
    }
}
