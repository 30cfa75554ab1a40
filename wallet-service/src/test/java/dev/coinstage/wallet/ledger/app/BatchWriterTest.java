package dev.coinstage.wallet.ledger.app;

import static dev.coinstage.wallet.ledger.app.Requests.answer;
import static dev.coinstage.wallet.ledger.app.Requests.answers;
import static dev.coinstage.wallet.ledger.app.Requests.config;
import static dev.coinstage.wallet.ledger.app.Requests.request;
import static dev.coinstage.wallet.ledger.app.Requests.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.ledger.app.BatchWriter.Answered;
import dev.coinstage.wallet.ledger.app.BatchWriter.Failed;
import dev.coinstage.wallet.ledger.app.BatchWriter.Result;
import dev.coinstage.wallet.ledger.app.LedgerUnavailable.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final IllegalStateException GUILT = new IllegalStateException("cannot be posted");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong batches = new AtomicLong();
    private final ScriptedStore store = new ScriptedStore();

    private List<Result> write(List<KeyedCommand> commands) {
        return write(commands, Duration.ofSeconds(10));
    }

    private List<Result> write(List<KeyedCommand> commands, Duration timeLimit) {
        var writer = new BatchWriter(
                store, () -> new UUID(2, batches.incrementAndGet()), config(500, 1, timeLimit), metrics);
        return writer.write(commands, () -> {}).await().atMost(PATIENCE);
    }

    private static Result answered(int number) {
        return new Answered(answer(request(number)));
    }

    private static Reason reason(Result result) {
        return ((LedgerUnavailable) ((Failed) result).failure()).reason();
    }

    private static Throwable cause(Result result) {
        return ((Failed) result).failure().getCause();
    }

    private static Uni<List<Answer>> brokenInCommit(List<KeyedCommand> commands) {
        return Uni.createFrom().failure(new CommitUnknown(answers(commands), new IOException("reset by peer")));
    }

    /** Refuses every transaction with request 2 in it. */
    private static Uni<List<Answer>> unlessGuilty(List<KeyedCommand> commands) {
        return commands.contains(request(2))
                ? Uni.createFrom().failure(GUILT)
                : Uni.createFrom().item(answers(commands));
    }

    @Test
    void a_commit_that_is_answered_answers_each_request_in_order() {
        assertThat(write(requests(3))).containsExactly(answered(0), answered(1), answered(2));
        assertThat(store.commits()).containsExactly(requests(3));
        assertThat(store.lookedUp()).isEmpty();
    }

    @Test
    void a_commit_without_an_answer_that_is_found_holds_as_decided() {
        store.onCommit(BatchWriterTest::brokenInCommit)
                .onLookup(() -> Uni.createFrom().item(true));

        assertThat(write(requests(3))).containsExactly(answered(0), answered(1), answered(2));
        assertThat(store.lookedUp()).containsExactly(store.batches().get(0).id());
        assertThat(store.batches()).hasSize(1);
    }

    @Test
    void a_commit_without_an_answer_that_is_not_found_leaves_every_outcome_unknown() {
        store.onCommit(BatchWriterTest::brokenInCommit)
                .onLookup(() -> Uni.createFrom().item(false));

        assertThat(write(requests(3)))
                .hasSize(3)
                .extracting(BatchWriterTest::reason)
                .containsOnly(Reason.OUTCOME_UNKNOWN);
        assertThat(store.batches())
                .as("it may still be under way: nothing is decided twice")
                .hasSize(1);
    }

    @Test
    void a_lookup_is_repeated_until_it_succeeds() {
        store.onCommit(BatchWriterTest::brokenInCommit)
                .onLookup(() -> Uni.createFrom().failure(new IOException("connection refused")))
                .onLookup(() -> Uni.createFrom().item(true));

        assertThat(write(requests(2))).containsExactly(answered(0), answered(1));
        assertThat(store.lookedUp())
                .hasSize(2)
                .containsOnly(store.batches().get(0).id());
    }

    @Test
    void a_lookup_that_keeps_failing_leaves_every_outcome_unknown() {
        store.onCommit(BatchWriterTest::brokenInCommit)
                .onLookup(() -> Uni.createFrom().failure(new IOException("connection refused")));

        assertThat(write(requests(2)))
                .hasSize(2)
                .extracting(BatchWriterTest::reason)
                .containsOnly(Reason.OUTCOME_UNKNOWN);
        assertThat(store.lookedUp()).as("the first and five more").hasSize(6);
        assertThat(store.batches()).hasSize(1);
    }

    @Test
    void a_lookup_that_is_never_answered_ends_with_the_time_of_a_batch() {
        store.onCommit(BatchWriterTest::brokenInCommit)
                .onLookup(() -> Uni.createFrom().nothing());

        assertThat(write(requests(2), Duration.ofMillis(50)))
                .hasSize(2)
                .extracting(BatchWriterTest::reason)
                .containsOnly(Reason.OUTCOME_UNKNOWN);
    }

    @Test
    void a_batch_that_fails_is_decided_again_one_by_one_and_only_the_guilty_request_fails() {
        store.onCommit(BatchWriterTest::unlessGuilty);

        assertThat(write(requests(4))).containsExactly(answered(0), answered(1), new Failed(GUILT), answered(3));
        assertThat(store.commits())
                .containsExactly(
                        requests(4),
                        List.of(request(0)),
                        List.of(request(1)),
                        List.of(request(2)),
                        List.of(request(3)));
        assertThat(store.batches()).extracting(ScriptedStore.Batch::id).doesNotHaveDuplicates();
    }

    @Test
    void a_store_that_throws_is_a_batch_that_fails() {
        store.onCommit(commands -> {
            if (commands.contains(request(0))) {
                throw GUILT;
            }
            return Uni.createFrom().item(answers(commands));
        });

        assertThat(write(requests(2))).containsExactly(new Failed(GUILT), answered(1));
    }

    @Test
    void a_store_that_answers_too_few_is_asked_again_for_each_request() {
        store.onCommit(commands -> Uni.createFrom().item(answers(commands.subList(0, 1))));

        assertThat(write(requests(2))).containsExactly(answered(0), answered(1));
    }

    @Test
    void a_request_decided_alone_whose_commit_is_not_answered_is_looked_up_under_its_own_name() {
        store.onCommit(commands -> commands.size() > 1
                        ? Uni.createFrom().failure(GUILT)
                        : commands.contains(request(0)) ? brokenInCommit(commands) : unlessGuilty(commands))
                .onLookup(() -> Uni.createFrom().item(true));

        assertThat(write(requests(2))).containsExactly(answered(0), answered(1));
        assertThat(store.lookedUp()).containsExactly(store.batches().get(1).id());
    }

    static List<Throwable> faultsOfADatabaseThatIsAway() {
        return List.of(
                new IOException("connection refused"),
                new PgException("terminating connection", "FATAL", "57P01", null),
                new PgException("too many clients", "FATAL", "53300", null));
    }

    @ParameterizedTest
    @MethodSource("faultsOfADatabaseThatIsAway")
    void a_database_that_is_away_leaves_every_outcome_unknown(Throwable away) {
        store.onCommit(commands -> Uni.createFrom().failure(away));

        var results = write(requests(3));

        assertThat(results).hasSize(3).extracting(BatchWriterTest::reason).containsOnly(Reason.OUTCOME_UNKNOWN);
        assertThat(results).extracting(BatchWriterTest::cause).containsOnly(away);
        assertThat(store.batches()).hasSize(1);
    }

    /** One slow request may have cost all others their time, so each gets its own; unless the database is as slow for one. */
    @Test
    void a_batch_that_runs_out_of_time_is_decided_again_one_by_one() {
        store.onCommit(commands -> commands.size() > 1
                ? Uni.createFrom().failure(new TimeoutException())
                : Uni.createFrom().item(answers(commands)));

        assertThat(write(requests(3))).containsExactly(answered(0), answered(1), answered(2));
    }

    @Test
    void a_database_that_is_too_slow_for_one_request_is_not_asked_for_the_others() {
        store.onCommit(commands -> Uni.createFrom().failure(new TimeoutException()));

        assertThat(write(requests(3)))
                .hasSize(3)
                .extracting(BatchWriterTest::reason)
                .containsOnly(Reason.OUTCOME_UNKNOWN);
        assertThat(store.commits()).containsExactly(requests(3), List.of(request(0)));
    }

    @Test
    void deciding_one_by_one_ends_after_three_times_the_time_of_a_batch() {
        store.onCommit(commands -> commands.size() > 1
                ? Uni.createFrom().failure(GUILT)
                : Uni.createFrom().item(answers(commands)).onItem().delayIt().by(Duration.ofMillis(40)));

        var results = write(requests(100), Duration.ofMillis(50));

        assertThat(results).hasSize(100);
        assertThat(results.get(0)).isEqualTo(answered(0));
        assertThat(reason(results.get(99))).isEqualTo(Reason.OUTCOME_UNKNOWN);
        assertThat(store.batches()).hasSizeLessThan(10);
    }

    @Test
    void requests_left_when_the_database_goes_away_are_told_without_asking_it_for_each() {
        var away = new IOException("connection refused");
        store.onCommit(commands -> commands.size() > 1
                ? Uni.createFrom().failure(GUILT)
                : commands.contains(request(1)) ? Uni.createFrom().failure(away) : unlessGuilty(commands));

        var results = write(requests(100));

        assertThat(results.get(0)).isEqualTo(answered(0));
        assertThat(results.subList(1, 100)).extracting(BatchWriterTest::reason).containsOnly(Reason.OUTCOME_UNKNOWN);
        assertThat(store.batches()).hasSize(3);
    }

    @Test
    void a_guilty_request_does_not_keep_those_behind_it_from_being_posted() {
        store.onCommit(BatchWriterTest::unlessGuilty);

        var results = write(requests(5_000));

        assertThat(results).hasSize(5_000).filteredOn(Failed.class::isInstance).containsExactly(new Failed(GUILT));
        assertThat(results.get(4_999)).isEqualTo(answered(4_999));
    }

    static List<Supplier<Uni<List<Answer>>>> endings() {
        return List.of(
                () -> Uni.createFrom().item(answers(requests(1))),
                () -> Uni.createFrom().failure(GUILT),
                () -> Uni.createFrom().failure(new IOException("connection refused")));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void each_batch_is_counted_and_timed_however_it_ends(Supplier<Uni<List<Answer>>> ending) {
        store.onCommit(commands -> ending.get());

        write(requests(1));

        assertThat(metrics.get("coinstage.posting.batch.size").summary().count())
                .isEqualTo(1);
        assertThat(metrics.get("coinstage.posting.batch.size").summary().totalAmount())
                .isEqualTo(1);
        assertThat(metrics.get("coinstage.posting.batch.time").timer().count()).isEqualTo(1);
    }
}
