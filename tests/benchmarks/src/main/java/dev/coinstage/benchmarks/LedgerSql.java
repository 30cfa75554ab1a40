package dev.coinstage.benchmarks;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** All SQL of the benchmarks that names the wallet's tables: what raw SQL and the function write is what the engine writes. */
final class LedgerSql {

    static final String LOCK_HEAD = "SELECT commit_seq, posting_seq FROM ledger_head WHERE id = 1 FOR UPDATE";
    static final String HEAD =
            "UPDATE ledger_head SET commit_seq = $1, posting_seq = $2, committed_at = $3 WHERE id = 1";
    static final String BATCH =
            "INSERT INTO posting_batch (commit_seq, id, committed_at, last_posting) VALUES ($1, $2, $3, $4)";
    static final String ACCOUNTS = """
            UPDATE account a
               SET debits_posted = new.debits, credits_posted = new.credits, lot_axis = new.axis, lot_left = new.lot_left
              FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                   AS new(id, debits, credits, axis, lot_left)
             WHERE a.id = new.id""";
    static final String POSTINGS = """
            INSERT INTO posting (seq, id, commit_seq, kind, caller, detail, recorded_at)
            SELECT seq, id, $5, 'gift', caller, detail::jsonb, $6
              FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[]) AS new(seq, id, caller, detail)""";
    static final String TRANSFERS = """
            INSERT INTO transfer (posting_seq, ordinal, kind, debit_account, credit_account, amount, code,
                                  debit_balance, credit_balance, axis_from, commit_seq, committed_at)
            SELECT seq, ordinal, 0, debit, credit, 1, code, debit_balance, credit_balance, nullif(axis, -1), $9, $10
              FROM unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::uuid[], $5::smallint[],
                          $6::bigint[], $7::bigint[], $8::bigint[])
                   AS new(seq, ordinal, debit, credit, code, debit_balance, credit_balance, axis)""";
    static final String OUTCOMES = """
            INSERT INTO idempotency_outcome (scope, key, request_hash, outcome, recorded_at)
            SELECT scope, key, hash, outcome::jsonb, $5
              FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[]) AS new(scope, key, hash, outcome)""";

    static final String CALL = "SELECT bench_gift($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private static final String SAMPLE = """
            SELECT p.id, p.caller, p.detail::text, o.outcome::text
              FROM posting p JOIN idempotency_outcome o ON o.outcome ->> 'posting' = p.id::text
             WHERE p.kind = 'gift' ORDER BY p.seq DESC LIMIT 1""";
    private static final String TOTALS =
            "SELECT id, debits_posted, credits_posted, lot_axis, lot_left FROM account WHERE id = ANY(?)";

    private static final String FILLED_PEOPLE = """
            INSERT INTO bench_person (kind, n, id, account)
            SELECT ?, n - 1, id, account FROM unnest(?::uuid[], ?::uuid[]) WITH ORDINALITY AS person(id, account, n)""";

    private static final String LIVES = """
            INSERT INTO live (id, creator, title, started_at)
            SELECT id, gen_random_uuid(), 'Benchmark', now() FROM unnest(?::uuid[]) AS new(id)""";

    private LedgerSql() {}

    /** A gift as the engine stored it; others are made from its texts, so that they are as large. */
    record Sample(UUID posting, UUID viewer, String detail, String outcome) {

        String detailOf(UUID viewer) {
            return detail.replace(viewer().toString(), viewer.toString());
        }

        String outcomeOf(UUID posting, UUID viewerAccount) {
            return outcome.replace(posting().toString(), posting.toString())
                    .replace(WalletGifts.viewerAccount(viewer()).toString(), viewerAccount.toString());
        }
    }

    /** What an account's row says, and what gifts make of it. */
    static final class Totals {
        long debits;
        long credits;
        long axis;
        long left;

        long balance() {
            return credits - debits;
        }
    }

    /** One gift to be written. */
    record RawGift(
            long seq,
            UUID posting,
            UUID viewer,
            UUID viewerAccount,
            UUID creatorAccount,
            long viewerBalance,
            long clearingBalance,
            long issuanceBalance,
            long creatorBalance,
            long axis,
            UUID key,
            Buffer hash,
            String detail,
            String outcome) {}

    static void createFunction(Connection connection) throws SQLException {
        execute(connection, text("function.sql"));
    }

    /** What {@link #fill} needs; as the superuser, since foreign keys are not looked at. */
    static void prepareFill(Connection superuser, People people) throws SQLException {
        execute(superuser, text("fill.sql"));
        try (var insert = superuser.prepareStatement(FILLED_PEOPLE)) {
            insert.setString(1, "viewer");
            insert.setArray(2, uuids(superuser, people.viewers(), viewer -> viewer));
            insert.setArray(3, uuids(superuser, people.viewers(), WalletGifts::viewerAccount));
            insert.execute();
            insert.setString(1, "creator");
            insert.setArray(2, uuids(superuser, people.creators(), creator -> creator));
            insert.setArray(3, uuids(superuser, people.creators(), WalletGifts::creatorAccount));
            insert.execute();
        }
    }

    /** Stores so many gifts more, of everybody to everybody, as if they had been given: balances and head follow. */
    static void fill(Connection superuser, long gifts, Sample sample) throws SQLException {
        try (var call = superuser.prepareStatement("SELECT bench_fill(?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setLong(1, gifts);
            call.setObject(2, WalletGifts.clearingAccount());
            call.setObject(3, WalletGifts.issuanceAccount());
            call.setObject(4, sample.posting());
            call.setObject(5, sample.viewer());
            call.setObject(6, WalletGifts.viewerAccount(sample.viewer()));
            call.setString(7, sample.detail());
            call.setString(8, sample.outcome());
            call.execute();
        }
    }

    /** A Live for each of so many creators; as rows, since local runs have one person only who may start one. */
    static List<String> startLives(Connection connection, int number) throws SQLException {
        var lives = Stream.generate(UUID::randomUUID).limit(number).toList();
        try (var insert = connection.prepareStatement(LIVES)) {
            insert.setArray(1, uuids(connection, lives, live -> live));
            insert.execute();
        }
        return lives.stream().map(UUID::toString).toList();
    }

    static long transfers(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM transfer");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Array uuids(Connection connection, List<UUID> people, Function<UUID, UUID> id) throws SQLException {
        return connection.createArrayOf("uuid", people.stream().map(id).toArray());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String resource) {
        try (var file = LedgerSql.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sample sample(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SAMPLE)) {
            rows.next();
            return new Sample(
                    rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getString(3), rows.getString(4));
        }
    }

    static Map<UUID, Totals> totals(Connection connection, Collection<UUID> accounts) throws SQLException {
        try (var statement = connection.prepareStatement(TOTALS)) {
            statement.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            var totals = new HashMap<UUID, Totals>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var row = new Totals();
                    row.debits = rows.getLong(2);
                    row.credits = rows.getLong(3);
                    row.axis = rows.getLong(4);
                    row.left = rows.getLong(5);
                    totals.put(rows.getObject(1, UUID.class), row);
                }
            }
            return totals;
        }
    }

    static Tuple accounts(Map<UUID, Totals> accounts) {
        var rows = List.copyOf(accounts.entrySet());
        return Tuple.tuple()
                .addArrayOfUUID(column(rows, UUID[]::new, Map.Entry::getKey))
                .addArrayOfLong(column(rows, Long[]::new, row -> row.getValue().debits))
                .addArrayOfLong(column(rows, Long[]::new, row -> row.getValue().credits))
                .addArrayOfLong(column(rows, Long[]::new, row -> row.getValue().axis))
                .addArrayOfLong(column(rows, Long[]::new, row -> row.getValue().left));
    }

    static Tuple postings(List<RawGift> gifts, long commit, OffsetDateTime at) {
        return Tuple.tuple()
                .addArrayOfLong(column(gifts, Long[]::new, RawGift::seq))
                .addArrayOfUUID(column(gifts, UUID[]::new, RawGift::posting))
                .addArrayOfUUID(column(gifts, UUID[]::new, RawGift::viewer))
                .addArrayOfString(column(gifts, String[]::new, RawGift::detail))
                .addLong(commit)
                .addOffsetDateTime(at);
    }

    static Tuple transfers(List<RawGift> gifts, long commit, OffsetDateTime at) {
        var clearing = WalletGifts.clearingAccount();
        var issuance = WalletGifts.issuanceAccount();
        return Tuple.tuple()
                .addArrayOfLong(both(gifts, Long[]::new, RawGift::seq, RawGift::seq))
                .addArrayOfShort(both(gifts, Short[]::new, gift -> (short) 0, gift -> (short) 1))
                .addArrayOfUUID(both(gifts, UUID[]::new, RawGift::viewerAccount, gift -> issuance))
                .addArrayOfUUID(both(gifts, UUID[]::new, gift -> clearing, RawGift::creatorAccount))
                .addArrayOfShort(both(gifts, Short[]::new, gift -> (short) 20, gift -> (short) 21))
                .addArrayOfLong(both(gifts, Long[]::new, RawGift::viewerBalance, RawGift::issuanceBalance))
                .addArrayOfLong(both(gifts, Long[]::new, RawGift::clearingBalance, RawGift::creatorBalance))
                .addArrayOfLong(both(gifts, Long[]::new, RawGift::axis, gift -> -1L))
                .addLong(commit)
                .addOffsetDateTime(at);
    }

    static Tuple outcomes(List<RawGift> gifts, OffsetDateTime at) {
        return Tuple.tuple()
                .addArrayOfString(column(gifts, String[]::new, gift -> WalletGifts.giftScope(gift.viewer())))
                .addArrayOfUUID(column(gifts, UUID[]::new, RawGift::key))
                .addValue(column(gifts, Buffer[]::new, RawGift::hash))
                .addArrayOfString(column(gifts, String[]::new, RawGift::outcome))
                .addOffsetDateTime(at);
    }

    private static <R, V> V[] column(List<R> rows, IntFunction<V[]> array, Function<? super R, ? extends V> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static <R, V> V[] both(
            List<R> rows,
            IntFunction<V[]> array,
            Function<? super R, ? extends V> first,
            Function<? super R, ? extends V> second) {
        return rows.stream()
                .flatMap(row -> Stream.<V>of(first.apply(row), second.apply(row)))
                .toArray(array);
    }
}
