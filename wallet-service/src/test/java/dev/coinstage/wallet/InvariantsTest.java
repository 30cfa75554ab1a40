package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static dev.coinstage.wallet.Ledger.hold;
import static dev.coinstage.wallet.Ledger.link;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.coinstage.testing.PostgresResource;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.proof.app.CheckInvariants;
import dev.coinstage.wallet.proof.app.SealCommits;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every invariant that is told as a metric, and every difference that the replay finds, broken once and put back. */
@WalletTest
class InvariantsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String NEWEST = " WHERE posting_seq = (SELECT posting_seq FROM ledger_head)";
    private static final String UNLOCK = "SET session_replication_role = replica; ";

    @FromAppStore
    AppStoreSigner appStore;

    private final CheckInvariants checkInvariants;
    private final SealCommits sealCommits;
    private final UUID viewer = UUID.randomUUID();
    private final UUID account =
            AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN).id();

    InvariantsTest(CheckInvariants checkInvariants, SealCommits sealCommits) {
        this.checkInvariants = checkInvariants;
        this.sealCommits = sealCommits;
    }

    @BeforeEach
    void coins_were_bought_held_and_captured_in_part() {
        WalletCalls.buy100(appStore, viewer);
        var hold = Ledger.transfer(Ledger.promote(hold(viewer, 30)));
        Ledger.promote(link("CAPTURE", "hold", hold, "amount", 20)).then().statusCode(200);
        Seals.everything(sealCommits);
    }

    private double broken(String invariant) {
        checkInvariants.run().await().atMost(LONGEST);
        var name = "coinstage_ledger_broken{invariant=\"" + invariant + "\"} ";
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private void change(String sql) {
        Books.execute(UNLOCK + sql.replace(":a", "'" + account + "'"));
    }

    static Stream<Arguments> breaking() {
        var below = "may_go_negative OR credits_posted >= debits_posted + debits_pending";
        return Stream.of(
                Arguments.of(
                        "assets.balance",
                        "UPDATE account SET credits_posted = credits_posted + 1 WHERE id = :a",
                        "UPDATE account SET credits_posted = credits_posted - 1 WHERE id = :a"),
                Arguments.of(
                        "balance.below.limit",
                        "ALTER TABLE account DROP CONSTRAINT account_check; UPDATE account SET debits_posted = debits_posted + 1000 WHERE id = :a",
                        "UPDATE account SET debits_posted = debits_posted - 1000 WHERE id = :a; ALTER TABLE account ADD CONSTRAINT account_check CHECK ("
                                + below + ")"),
                Arguments.of(
                        "pending.negative",
                        "ALTER TABLE account DROP CONSTRAINT account_debits_pending_check; UPDATE account SET debits_pending = debits_pending - 100 WHERE id = :a",
                        "UPDATE account SET debits_pending = debits_pending + 100 WHERE id = :a; ALTER TABLE account ADD CONSTRAINT account_debits_pending_check CHECK (debits_pending >= 0)"),
                Arguments.of(
                        "lots.equal.balance",
                        "UPDATE account SET lot_left = lot_left + 1 WHERE id = :a",
                        "UPDATE account SET lot_left = lot_left - 1 WHERE id = :a"),
                Arguments.of(
                        "issuance.equals.lots",
                        "UPDATE lot SET coins = coins + 1 WHERE account = :a",
                        "UPDATE lot SET coins = coins - 1 WHERE account = :a"),
                Arguments.of(
                        "totals.equal.transfers",
                        "UPDATE transfer SET debit_balance = debit_balance + 1" + NEWEST,
                        "UPDATE transfer SET debit_balance = debit_balance - 1" + NEWEST),
                Arguments.of(
                        "head.without.gaps",
                        "CREATE TABLE kept AS SELECT * FROM posting_batch WHERE commit_seq = (SELECT commit_seq - 1 FROM ledger_head); DELETE FROM posting_batch WHERE commit_seq = (SELECT commit_seq - 1 FROM ledger_head)",
                        "INSERT INTO posting_batch SELECT * FROM kept; DROP TABLE kept"),
                Arguments.of(
                        "transfers.outside.partitions",
                        "CREATE TABLE kept AS SELECT * FROM transfer" + NEWEST
                                + "; UPDATE kept SET posting_seq = 1, ordinal = 60, committed_at = '2199-01-01'; INSERT INTO transfer SELECT * FROM kept",
                        "DELETE FROM transfer WHERE ordinal = 60; DROP TABLE kept"),
                Arguments.of(
                        "orphans",
                        "CREATE TABLE kept AS SELECT * FROM transfer" + NEWEST
                                + "; UPDATE kept SET credit_account = gen_random_uuid(), ordinal = 60; INSERT INTO transfer SELECT * FROM kept",
                        "DELETE FROM transfer WHERE ordinal = 60; DROP TABLE kept"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void a_metric_tells_of_a_broken_invariant(String invariant, String tamper, String restore) {
        assertThat(broken(invariant)).isZero();
        change(tamper);
        try {
            assertThat(broken(invariant)).isGreaterThanOrEqualTo(1);
        } finally {
            change(restore);
        }
        assertThat(broken(invariant)).isZero();
        Books.assertBalanced();
    }

    @Test
    void the_metrics_say_when_the_books_were_checked() {
        checkInvariants.run().await().atMost(LONGEST);
        assertThat(get("/q/metrics").asString()).containsPattern("coinstage_ledger_checked \\d+\\.\\d+E9");
    }

    private static ValidatableResponse replay() {
        return WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/proof/replay")
                .then();
    }

    @Test
    void untouched_books_replay_without_a_difference() {
        replay().statusCode(200)
                .body("verified", equalTo(true))
                .body("differences", empty())
                .body("commit", equalTo(Integer.parseInt(Books.text("SELECT commit_seq FROM ledger_head"))));
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of("CREDITS_POSTED", "UPDATE account SET credits_posted = credits_posted %s 1 WHERE id = :a"),
                Arguments.of("DEBITS_POSTED", "UPDATE account SET debits_posted = debits_posted %s 1 WHERE id = :a"),
                Arguments.of("DEBITS_PENDING", "UPDATE account SET debits_pending = debits_pending %s 1 WHERE id = :a"),
                Arguments.of(
                        "CREDITS_PENDING", "UPDATE account SET credits_pending = credits_pending %s 1 WHERE id = :a"),
                Arguments.of("HOLD_AMOUNT", "UPDATE hold SET amount = amount %s 1 WHERE debit_account = :a"),
                Arguments.of("HOLD_CAPTURED", "UPDATE hold SET captured = captured %s 1 WHERE debit_account = :a"),
                Arguments.of("HOLD_RELEASED", "UPDATE hold SET released = released %s 1 WHERE debit_account = :a"),
                Arguments.of("LOTS_LEFT", "UPDATE account SET lot_left = lot_left %s 1 WHERE id = :a"),
                Arguments.of("LOTS_ISSUED", "UPDATE lot SET coins = coins %s 1 WHERE account = :a"),
                Arguments.of("DEBITS_POSTED", "UPDATE transfer SET amount = amount %s 1" + NEWEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void the_replay_names_the_account_and_what_differs(String what, String change) {
        change(change.formatted("+"));
        try {
            replay().statusCode(200)
                    .body("verified", equalTo(false))
                    .body("differences.findAll { it.account == '" + account + "' }.what", hasItem(what))
                    .body("differences.size()", greaterThan(0));
        } finally {
            change(change.formatted("-"));
        }
        replay().body("verified", equalTo(true));
    }

    @Test
    void transfers_without_their_posting_are_differences() {
        change(
                "CREATE TABLE kept AS SELECT * FROM posting WHERE seq = (SELECT posting_seq FROM ledger_head); DELETE FROM posting WHERE seq = (SELECT posting_seq FROM ledger_head)");
        try {
            replay().body("differences.what", hasItem("POSTINGS"));
        } finally {
            change("INSERT INTO posting SELECT * FROM kept; DROP TABLE kept");
        }
    }

    @Test
    void a_replay_that_takes_too_long_is_ended() throws SQLException {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE lot IN ACCESS EXCLUSIVE MODE");
            replay().spec(problem(503, "PROOF_TIMED_OUT"));
            connection.rollback();
        }
    }
}
