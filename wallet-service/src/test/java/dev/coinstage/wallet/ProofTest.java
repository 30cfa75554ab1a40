package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static dev.coinstage.wallet.Ledger.coins;
import static dev.coinstage.wallet.Ledger.hold;
import static dev.coinstage.wallet.Ledger.link;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.coinstage.testing.PostgresResource;
import dev.coinstage.wallet.proof.app.SealCommits;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes rows past the ledger, triggers and all, is found out; and the commit is named. */
@WalletTest
class ProofTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @FromAppStore
    AppStoreSigner appStore;

    private final SealCommits sealCommits;
    private final UUID viewer = UUID.randomUUID();
    private long commit;

    ProofTest(SealCommits sealCommits) {
        this.sealCommits = sealCommits;
    }

    /** A commit with a posting that holds coins and freezes their account, between two others. */
    @BeforeEach
    void something_was_committed_and_sealed() {
        WalletCalls.buy100(appStore, viewer);
        commit = Ledger.post("promote-service", WalletCalls.key(), Ledger.posting(hold(viewer, 10), hold(viewer, 5)))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("results[0].commitSequence");
        Ledger.finance(link("FREEZE", "account", coins(viewer))).then().statusCode(200);
        seal();
    }

    private void seal() {
        Seals.everything(sealCommits);
    }

    private static ValidatableResponse proof(long from, long limit) {
        return WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/proof?from=" + from + "&limit=" + limit)
                .then();
    }

    private static long head() {
        return Long.parseLong(Books.text("SELECT commit_seq FROM ledger_head"));
    }

    /** Past every trigger, as somebody could who owns the server. */
    private static void change(String sql) {
        Books.execute("SET session_replication_role = replica; " + sql);
    }

    @Test
    void untouched_books_are_verified_slice_by_slice_to_the_last_seal() {
        Integer from = 1;
        var commits = 0L;
        while (from != null) {
            var slice = proof(from, 7)
                    .statusCode(200)
                    .body("verified", equalTo(true))
                    .body("firstBroken", nullValue())
                    .extract()
                    .jsonPath();
            commits += slice.getLong("to") - slice.getLong("from") + 1;
            from = slice.get("next");
        }
        assertThat(commits).isGreaterThanOrEqualTo(head());
    }

    static Stream<Arguments> tampering() {
        var first = "posting_seq = (SELECT min(seq) FROM posting WHERE commit_seq = :c) AND ordinal = 0";
        return Stream.of(
                Arguments.of(
                        "an amount changed",
                        "UPDATE transfer SET amount = amount + 1 WHERE " + first,
                        "UPDATE transfer SET amount = amount - 1 WHERE " + first,
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a transfer removed",
                        "CREATE TABLE kept AS SELECT * FROM transfer WHERE " + first + "; DELETE FROM transfer WHERE "
                                + first,
                        "INSERT INTO transfer SELECT * FROM kept; DROP TABLE kept",
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a transfer added",
                        "CREATE TABLE kept AS SELECT * FROM transfer WHERE " + first
                                + "; UPDATE kept SET ordinal = 9, commit_seq = 1, committed_at = '2020-01-01'"
                                + "; INSERT INTO transfer SELECT * FROM kept",
                        "DELETE FROM transfer WHERE (posting_seq, ordinal) IN (SELECT posting_seq, ordinal FROM kept)"
                                + "; DROP TABLE kept",
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a posting deleted",
                        "CREATE TABLE kept AS SELECT * FROM posting WHERE commit_seq = :c; DELETE FROM posting WHERE commit_seq = :c",
                        "INSERT INTO posting SELECT * FROM kept; DROP TABLE kept",
                        "ROWS_MISSING"),
                Arguments.of(
                        "a posting's reference changed",
                        "UPDATE posting SET reference = 'campaign-2' WHERE commit_seq = :c",
                        "UPDATE posting SET reference = 'campaign-1' WHERE commit_seq = :c",
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a commit's time moved",
                        "UPDATE posting_batch SET committed_at = committed_at - interval '1 day' WHERE commit_seq = :c",
                        "UPDATE posting_batch SET committed_at = committed_at + interval '1 day' WHERE commit_seq = :c",
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a commit deleted",
                        "CREATE TABLE kept AS SELECT * FROM posting_batch WHERE commit_seq = :c; DELETE FROM posting_batch WHERE commit_seq = :c",
                        "INSERT INTO posting_batch SELECT * FROM kept; DROP TABLE kept",
                        "GAP"),
                Arguments.of(
                        "a seal replaced",
                        "CREATE TABLE kept AS SELECT * FROM commit_seal WHERE commit_seq = :c; UPDATE commit_seal SET hash = sha256('') WHERE commit_seq = :c",
                        "UPDATE commit_seal s SET hash = k.hash FROM kept k WHERE k.commit_seq = s.commit_seq; DROP TABLE kept",
                        "HASH_DIFFERS"),
                Arguments.of(
                        "a seal removed",
                        "CREATE TABLE kept AS SELECT * FROM commit_seal WHERE commit_seq = :c; DELETE FROM commit_seal WHERE commit_seq = :c",
                        "INSERT INTO commit_seal SELECT * FROM kept; DROP TABLE kept",
                        "SEAL_MISSING"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void the_commit_is_named_of_which(String what, String tamper, String restore, String reason) {
        assertNamed(commit, tamper, restore, reason);
    }

    @Test
    void a_changed_flag_of_an_account_is_named() {
        var freeze = commit + 1;
        var of = " WHERE posting_seq = (SELECT min(seq) FROM posting WHERE commit_seq = :c)";
        assertNamed(
                freeze,
                "UPDATE account_change SET frozen = false" + of,
                "UPDATE account_change SET frozen = true" + of,
                "HASH_DIFFERS");
    }

    private static void assertNamed(long commit, String tamper, String restore, String reason) {
        change(tamper.replace(":c", Long.toString(commit)));
        try {
            proof(Math.max(1, commit - 3), 10)
                    .statusCode(200)
                    .body("verified", equalTo(false))
                    .body("firstBroken.commit", equalTo((int) commit))
                    .body("firstBroken.reason", equalTo(reason));
        } finally {
            change(restore.replace(":c", Long.toString(commit)));
        }
        proof(Math.max(1, commit - 3), 10).statusCode(200).body("verified", equalTo(true));
    }

    @Test
    void seals_cannot_be_changed_without_breaking_a_trigger() {
        assertThat(Books.refusal("UPDATE commit_seal SET sealed_at = now()")).contains("never changed or deleted");
        assertThat(Books.refusal("DELETE FROM commit_seal")).contains("never changed or deleted");
    }

    @Test
    void sealers_at_once_make_one_chain_and_the_metric_falls_to_zero() {
        IntStream.range(0, 20).forEach(gift -> WalletCalls.buy100(appStore, UUID.randomUUID()));

        var sealers = IntStream.range(0, 8)
                .mapToObj(sealer -> CompletableFuture.runAsync(this::seal))
                .toList();
        sealers.forEach(CompletableFuture::join);
        seal();

        assertThat(Books.count("SELECT 1 FROM commit_seal")).isEqualTo(head());
        proof(1, 10_000).body("verified", equalTo(true));
        assertThat(get("/q/metrics").asString()).contains("coinstage_ledger_unsealed 0.0");
    }

    @Test
    void sealing_waits_for_no_batch() throws SQLException {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT commit_seq FROM ledger_head FOR UPDATE");
            sealCommits.run().await().atMost(LONGEST);
            connection.rollback();
        }
    }

    @Test
    void what_was_left_unsealed_is_sealed_later() {
        change("DELETE FROM commit_seal WHERE commit_seq > " + (commit - 2));

        seal();

        assertThat(Books.count("SELECT 1 FROM commit_seal")).isEqualTo(head());
        proof(1, 10_000).body("verified", equalTo(true));
    }

    @Test
    void a_commit_that_is_not_sealed_proves_nothing() {
        proof(head() + 1_000, 1).spec(problem(422, "COMMIT_UNKNOWN")).body("last", equalTo((int) head()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=0", "from=-1", "limit=0", "limit=10001", "from=x"})
    void a_slice_has_1_to_10000_commits(String query) {
        WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/proof?" + query)
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }
}
