package dev.coinstage.defaults.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outcomes of whole batches in the reactive client's world. Who may write a key first, the caller's transaction orders. */
@ServiceTest
class ReactiveOutcomesTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int CROWD = 8;

    private final Pool pool;
    private final ReactiveOutcomes outcomes;
    private final UUID key = Generators.timeBasedEpochGenerator().generate();

    ReactiveOutcomesTest(Pool pool, ReactiveOutcomes outcomes) {
        this.pool = pool;
        this.outcomes = outcomes;
    }

    private static StoredOutcome outcome(String scope, UUID key, String json) {
        return new StoredOutcome(new ScopedKey(scope, key), RequestHash.of(scope), json, AT);
    }

    private <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).await().atMost(LONGEST);
    }

    @Test
    void a_batch_of_outcomes_is_found_again_by_its_keys() {
        var gift = outcome("vera/gifts", key, "{\"type\": \"posted\"}");
        var live = outcome("vera/lives", key, "7");
        inTransaction(tx -> outcomes.save(tx, List.of(gift, live), AT));

        var found = inTransaction(
                tx -> outcomes.find(tx, List.of(gift.key(), live.key(), new ScopedKey("vic/gifts", key))));

        assertThat(found).containsOnlyKeys(gift.key(), live.key());
        assertThat(found.get(gift.key())).isEqualTo(gift);
        assertThat(found.get(live.key())).isEqualTo(live);
    }

    @Test
    void the_hash_tells_whether_the_same_was_asked() {
        var stored = outcome("hashes", key, "1");
        inTransaction(tx -> outcomes.save(tx, List.of(stored), AT));

        var found =
                inTransaction(tx -> outcomes.find(tx, List.of(stored.key()))).get(stored.key());

        assertThat(found.hash()).isEqualTo(RequestHash.of("hashes")).isNotEqualTo(RequestHash.of("others"));
    }

    @Test
    void a_second_outcome_for_a_key_fails_its_transaction() {
        var stored = outcome("twice", key, "1");
        inTransaction(tx -> outcomes.save(tx, List.of(stored), AT));

        assertThatThrownBy(() -> inTransaction(tx -> outcomes.save(tx, List.of(outcome("twice", key, "2")), AT)))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.getSqlState()).isEqualTo("23505"));
        assertThat(Tables.outcomes(key)).isEqualTo(1);
    }

    @Test
    void a_failing_transaction_stores_nothing() {
        assertThatThrownBy(() -> inTransaction(tx -> outcomes.save(tx, List.of(outcome("failing", key, "1")), AT)
                        .flatMap(saved -> Uni.createFrom().failure(new IllegalStateException("operation failed")))))
                .hasMessage("operation failed");

        assertThat(Tables.outcomes(key)).isZero();
    }

    @Test
    void an_outcome_is_never_changed_or_deleted() {
        inTransaction(tx -> outcomes.save(tx, List.of(outcome("kept", key, "1")), AT));

        for (var sql : List.of("DELETE FROM idempotency_outcome", "UPDATE idempotency_outcome SET outcome = '2'")) {
            assertThatThrownBy(() -> inTransaction(tx -> tx.query(sql).execute()))
                    .hasMessageContaining("never changed or deleted");
        }
    }

    /** As the ledger does: who holds the head looks the key up, and saves the outcome before it lets go. */
    @Test
    void callers_of_one_key_in_turn_run_the_operation_once() {
        var runs = new AtomicInteger();
        var calls = IntStream.range(0, CROWD)
                .mapToObj(caller -> CompletableFuture.supplyAsync(() -> inTransaction(tx -> once(tx, runs))))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).distinct()).containsExactly("\"the first run\"");
        assertThat(runs).hasValue(1);
    }

    private Uni<String> once(SqlConnection tx, AtomicInteger runs) {
        var mine = outcome("in turn", key, "\"the first run\"");
        return tx.query("LOCK TABLE note IN EXCLUSIVE MODE")
                .execute()
                .flatMap(locked -> outcomes.find(tx, List.of(mine.key())))
                .flatMap(found -> {
                    var earlier = found.get(mine.key());
                    if (earlier != null) {
                        return Uni.createFrom().item(earlier.outcome());
                    }
                    runs.incrementAndGet();
                    return outcomes.save(tx, List.of(mine), AT).replaceWith(mine.outcome());
                });
    }
}
