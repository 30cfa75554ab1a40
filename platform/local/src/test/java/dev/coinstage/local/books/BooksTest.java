package dev.coinstage.local.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.suite.RunningPostgresql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check that cannot fail proves nothing: each rule is broken here once, in plain tables without the service's guards. */
class BooksTest {

    private static RunningPostgresql postgresql;

    private Connection wallet;

    @BeforeAll
    static void start(@TempDir Path folder) {
        postgresql = new RunningPostgresql(folder);
    }

    @AfterAll
    static void stop() {
        postgresql.close();
    }

    @BeforeEach
    void onePurchaseAndOneGift() throws SQLException {
        wallet = postgresql.connect("wallet");
        execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        execute(PlainLedger.TABLES);
        execute(PlainLedger.ROWS);
    }

    @AfterEach
    void close() throws SQLException {
        wallet.close();
    }

    @Test
    void right_books_break_no_rule_and_add_up() throws SQLException {
        Books books = Books.read(wallet, "USD");

        assertThat(books.findings())
                .hasSize(11)
                .allSatisfy(finding -> assertThat(finding.violations()).isEmpty());
        assertThat(books.balanced()).isTrue();
        assertThat(books.figures()).isEqualTo(new Figures(1, 129, 100, 1, 30, 70, 15));
        assertThat(books.lines()).contains(new Line("VIEWER_COINS", "COIN", 1, 30, 100));
    }

    @Test
    void the_sums_of_what_came_since_are_differences() {
        Figures before = new Figures(1, 129, 100, 1, 30, 70, 15);
        Figures added = new Figures(2, 258, 200, 3, 90, 110, 45);

        assertThat(before.plus(added).since(before)).isEqualTo(added);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE account SET credits_posted = 101 WHERE kind = 'VIEWER_COINS'     | per asset, debits equal credits",
                "UPDATE account SET asset = 'DIAMOND' WHERE kind = 'GIFT_CLEARING'       | every transfer stays within one asset",
                "UPDATE transfer SET amount = 99 WHERE code = 10                         | each account's totals equal the sums of its transfers",
                "UPDATE account SET debits_pending = 71 WHERE kind = 'VIEWER_COINS'      | no balance is below its limit, nothing pending is negative",
                "UPDATE lot SET coins = 90                                               | coins issued equal the coins of lots, and each lot is a purchase verified once",
                "DELETE FROM booked_claim                                                | coins issued equal the coins of lots, and each lot is a purchase verified once",
                "UPDATE lot SET price_minor = 130                                        | money of coin sales equals the prices of the lots, per currency",
                "UPDATE account SET lot_left = 69 WHERE kind = 'VIEWER_COINS'            | what is left of an account's lots equals its balance less what is held",
                "UPDATE account SET debits_pending = 1 WHERE kind = 'VIEWER_COINS'       | what is held is what the open holds have left",
                "UPDATE transfer SET amount = 31 WHERE code = 20                         | viewers have, less what they owe, what was issued less what was gifted and what paid for reach",
                "UPDATE transfer SET amount = 16 WHERE code = 21                         | each gift's coins and diamonds were posted together, as the catalogue prices them",
                "DELETE FROM transfer WHERE code = 21                                    | each gift's coins and diamonds were posted together, as the catalogue prices them",
                "UPDATE ledger_head SET posting_seq = 3                                  | the commit order has no gap and ends at the ledger's head"
            })
    void a_wrong_row_is_found(String harm, String rule) throws SQLException {
        execute(harm);

        Books books = Books.read(wallet, "USD");

        assertThat(books.balanced()).isFalse();
        assertThat(books.findings())
                .filteredOn(finding -> finding.rule().equals(rule))
                .singleElement()
                .satisfies(finding -> assertThat(finding.violations()).isNotEmpty());
    }

    @Test
    void only_the_first_violations_are_listed() throws SQLException {
        execute(
                "INSERT INTO account SELECT gen_random_uuid(), 'x' || n, 'VIEWER_COINS', 'COIN', 0, n, 0, 0, false, NULL, 0 "
                        + "FROM generate_series(1, 50) AS n");

        List<String> violations = Books.read(wallet, "USD").findings().stream()
                .filter(finding -> finding.rule().startsWith("each account's totals"))
                .findFirst()
                .orElseThrow()
                .violations();

        assertThat(violations).hasSize(6).endsWith("and more");
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = wallet.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
