package dev.coinstage.local.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.suite.RunningPostgresql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule between services and providers is broken here once, in plain tables, and must be found, and no other with it. */
class ChainBooksTest {

    private static final List<String> SERVICES = List.of("wallet", "promote", "payout", "fraud");

    private static RunningPostgresql postgresql;

    private final Map<String, Connection> databases = new LinkedHashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        postgresql = new RunningPostgresql(folder);
    }

    @AfterAll
    static void stop() {
        postgresql.close();
    }

    @BeforeEach
    void aChainThatAgrees() throws SQLException {
        for (String service : SERVICES) {
            databases.put(service, postgresql.connect(service));
            execute(service, "DROP SCHEMA public CASCADE");
            execute(service, "CREATE SCHEMA public");
            for (String sql : PlainChain.of(service)) {
                execute(service, sql);
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection database : databases.values()) {
            database.close();
        }
    }

    @Test
    void books_that_agree_break_no_rule() throws SQLException {
        assertThat(findings(PlainChain.STATEMENTS))
                .hasSize(8)
                .allSatisfy(finding -> assertThat(finding.violations()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promote | INSERT INTO budget_broken VALUES ('c1')                          | promote: every held coin is captured, billed, reserved, leased, free or refunded | campaign c1",
                "promote | UPDATE budget SET captured = 4000000 WHERE settled_at IS NOT NULL | what campaigns captured is what the wallet booked for them | 5 on one side, 4 on the other",
                "wallet  | INSERT INTO transfer VALUES (5, 1, 30)                           | what campaigns captured is what the wallet booked for them | 4 on one side, 3 on the other",
                "wallet  | UPDATE hold SET released = 98 WHERE amount = 100                 | what campaigns hold is what the wallet has set aside for them | 99 on one side, 1 on the other",
                "promote | UPDATE budget SET hold_gone = true WHERE settled_at IS NULL      | what campaigns hold is what the wallet has set aside for them | 0 on one side, 99 on the other",
                "payout  | UPDATE payout SET funds = 'SETTLED' WHERE funds = 'HELD'         | diamonds paid out and not returned are those in the wallet's payout clearing | 1000 on one side, 600 on the other",
                "payout  | UPDATE payout SET returned_minor = 150 WHERE funds = 'RETURNED'  | diamonds paid out and not returned are those in the wallet's payout clearing | 400 on one side, 600 on the other",
                "wallet  | UPDATE account SET credits_posted = 301 WHERE kind = 'PAYOUT_PROVIDER' AND asset = 'USD' | the payout provider paid, less what came back, what the wallet booked | 225 on one side, 226 on the other",
                "wallet  | UPDATE account SET debits_posted = 740 WHERE kind = 'CARD_CLEARING' | the card provider owes what the wallet says, its fees taken off | 739 on one side, 740 on the other",
                "fraud   | UPDATE restriction SET lifted_at = now() WHERE user_id = 'tess'  | coins are frozen of exactly those whom fraud-service restricts | 0 on one side, 1 on the other",
                "wallet  | UPDATE account SET frozen = true WHERE kind = 'VIEWER_COINS'     | coins are frozen of exactly those whom fraud-service restricts | 1 on one side, 2 on the other",
                "wallet  | INSERT INTO parked_event VALUES ('verdicts', 'no such row', NULL) | no event and no command is stuck in any service | parked event of verdicts: no such row",
                "promote | INSERT INTO outgoing_command VALUES ('hold', 'c1', 'PARKED', 'refused', now()) | no event and no command is stuck in any service | hold of c1 is PARKED: refused",
                "payout  | UPDATE outgoing_command SET issued_at = now() - interval '3 minutes' | no event and no command is stuck in any service | under-way of y is PENDING:",
                "fraud   | INSERT INTO parked_event VALUES ('signals', 'no amount', NULL)   | no event and no command is stuck in any service | parked event of signals: no amount"
            })
    void a_wrong_row_is_found(String service, String harm, String rule, String violation) throws SQLException {
        execute(service, harm);

        assertThat(findings(PlainChain.STATEMENTS))
                .filteredOn(finding -> !finding.holds())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.violations()).extracting(String::strip).containsExactly(violation);
                });
    }

    @Test
    void a_provider_that_says_otherwise_is_found() throws SQLException {
        assertThat(findings(new ChainBooks.Statements("USD", 738, 225)))
                .filteredOn(finding -> !finding.holds())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.violations()).containsExactly("738 on one side, 739 on the other"));
        assertThat(findings(new ChainBooks.Statements("USD", 739, 375)))
                .filteredOn(finding -> !finding.holds())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.violations()).containsExactly("375 on one side, 225 on the other"));
    }

    private List<Finding> findings(ChainBooks.Statements statements) throws SQLException {
        return new ChainBooks(
                        databases.get("wallet"),
                        databases.get("promote"),
                        databases.get("payout"),
                        databases.get("fraud"))
                .findings(statements);
    }

    private void execute(String service, String sql) throws SQLException {
        try (Statement statement = databases.get(service).createStatement()) {
            statement.execute(sql);
        }
    }
}
