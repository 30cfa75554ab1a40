package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The books as PostgreSQL has them. */
final class StoredBooks {

    private static final UUID NONE = new UUID(0, 0);

    private final Connection database;

    private StoredBooks(Connection database) {
        this.database = database;
    }

    static Books read(Connection database) throws SQLException {
        var stored = new StoredBooks(database);
        var accounts = new HashMap<UUID, Account>();
        stored.rows("SELECT * FROM account", StoredBooks::account)
                .forEach(account -> accounts.put(account.key().id(), account));
        var lots = new HashMap<UUID, Lot>();
        stored.rows("SELECT * FROM lot", row -> lot(row, accounts)).forEach(lot -> lots.put(lot.id(), lot));
        var holds = new HashMap<UUID, Hold>();
        stored.rows("SELECT * FROM hold", StoredBooks::hold).forEach(hold -> holds.put(hold.id(), hold));
        var booked = new HashMap<Claim, UUID>();
        stored.rows("SELECT * FROM booked_claim", row -> {
            return booked.put(new Claim(row.getString("namespace"), row.getString("value")), uuid(row, "posting"));
        });
        var reversed = new HashMap<UUID, UUID>();
        stored.rows("SELECT * FROM reversal", row -> reversed.put(uuid(row, "transfer"), uuid(row, "reversal")));
        return new Books(
                accounts,
                stored.rows(
                        "SELECT t.*, p.id AS posting FROM transfer t JOIN posting p ON p.seq = t.posting_seq ORDER BY posting_seq, ordinal",
                        StoredBooks::transfer),
                stored.rows("SELECT * FROM account_change ORDER BY posting_seq, link", StoredBooks::change),
                lots,
                stored.rows(
                        "SELECT * FROM lot_segment ORDER BY account, axis_from",
                        row -> new Segment(uuid(row, "account"), row.getLong("axis_from"), uuid(row, "lot"))),
                holds,
                booked,
                reversed);
    }

    /** The ids of the postings, in the ledger's order. */
    static List<UUID> postings(Connection database) throws SQLException {
        return new StoredBooks(database).rows("SELECT id FROM posting ORDER BY seq", row -> uuid(row, "id"));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, Reading<T> reading) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(reading.of(rows));
            }
            return read;
        }
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, UUID.class);
        return value == null ? NONE : value;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountKey(
                        row.getString("owner"),
                        AccountKind.valueOf(row.getString("kind")),
                        new Asset(row.getString("asset"))),
                row.getLong("debits_posted"),
                row.getLong("credits_posted"),
                row.getLong("debits_pending"),
                row.getLong("credits_pending"),
                row.getLong("minimum"),
                row.getLong("maximum"),
                row.getBoolean("frozen"),
                row.getBoolean("closed"),
                new LotCursor(row.getLong("lot_axis"), uuid(row, "lot_current"), row.getLong("lot_left")));
    }

    private static Lot lot(ResultSet row, Map<UUID, Account> accounts) throws SQLException {
        return new Lot(
                uuid(row, "id"),
                uuid(row, "parent"),
                accounts.get(uuid(row, "account")).key(),
                row.getLong("ordinal"),
                new LotSource(
                        row.getString("store"),
                        row.getString("store_reference"),
                        row.getString("region"),
                        row.getString("currency"),
                        row.getLong("price_minor")),
                row.getLong("coins"),
                row.getLong("waiting"));
    }

    private static Hold hold(ResultSet row) throws SQLException {
        var expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Hold(
                uuid(row, "id"),
                uuid(row, "debit_account"),
                uuid(row, "credit_account"),
                row.getLong("amount"),
                row.getLong("captured"),
                row.getLong("released"),
                TransferCode.of(row.getInt("code")),
                expiresAt == null ? Link.Hold.NEVER : expiresAt.toInstant(),
                axis(row));
    }

    private static long axis(ResultSet row) throws SQLException {
        var axis = row.getLong("axis_from");
        return row.wasNull() ? PostedTransfer.NO_DRAW : axis;
    }

    private static PostedTransfer transfer(ResultSet row) throws SQLException {
        return new PostedTransfer(
                TransferId.of(uuid(row, "posting"), row.getInt("ordinal")),
                row.getLong("posting_seq"),
                row.getInt("ordinal"),
                TransferKind.of(row.getInt("kind")),
                uuid(row, "relates_to"),
                TransferCode.of(row.getInt("code")),
                uuid(row, "debit_account"),
                uuid(row, "credit_account"),
                row.getLong("amount"),
                row.getLong("debit_balance"),
                row.getLong("credit_balance"),
                row.getLong("debit_held"),
                row.getLong("credit_held"),
                axis(row));
    }

    private static AccountChange change(ResultSet row) throws SQLException {
        return new AccountChange(
                row.getLong("posting_seq"),
                row.getInt("link"),
                uuid(row, "account"),
                row.getBoolean("frozen"),
                row.getBoolean("closed"),
                row.getLong("minimum"),
                row.getLong("maximum"));
    }
}
