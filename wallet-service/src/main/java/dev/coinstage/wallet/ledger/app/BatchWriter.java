package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.DatabaseFaults;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Writes a batch and finds out what became of it, whatever happens on the way: a batch that fails as a whole is decided
 * again one request at a time, so that no neighbour suffers; a COMMIT without an answer is looked up.
 */
@ApplicationScoped
class BatchWriter {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    private static final int LOOKUPS = 5;
    private static final int TIMES_ONE_BY_ONE = 3;
    private static final Duration FIRST_LOOKUP_WAIT = Duration.ofMillis(100);

    private final LedgerStore store;
    private final IdSource ids;
    private final PostingConfig config;
    private final DistributionSummary batchSize;
    private final Timer batchTime;

    BatchWriter(LedgerStore store, IdSource ids, PostingConfig config, MeterRegistry metrics) {
        this.store = store;
        this.ids = ids;
        this.config = config;
        this.batchSize = metrics.summary("coinstage.posting.batch.size");
        this.batchTime = metrics.timer("coinstage.posting.batch.time");
    }

    /** What one request of a batch is told. */
    sealed interface Result {}

    record Answered(Answer answer) implements Result {}

    record Failed(Throwable failure) implements Result {}

    /**
     * Never fails and always ends: each request gets its own result, in the order of the commands.
     *
     * @param committing called when only the COMMIT is left to wait for, so that the next batch can be prepared
     */
    Uni<List<Result>> write(List<KeyedCommand> commands, Runnable committing) {
        var batch = ids.next();
        batchSize.record(commands.size());
        var started = Timer.start();
        return Uni.createFrom()
                .deferred(() -> store.commit(batch, commands, committing))
                .map(answers -> answered(commands, answers))
                .onFailure(CommitUnknown.class)
                .recoverWithUni(broken -> lookUp(batch, commands, broken))
                .onFailure()
                .recoverWithUni(failure -> afterFailure(commands, failure))
                .onTermination()
                .invoke(() -> started.stop(batchTime));
    }

    private static List<Result> answered(List<KeyedCommand> commands, List<Answer> answers) {
        if (answers.size() != commands.size()) {
            throw new IllegalStateException(answers.size() + " answers to " + commands.size() + " commands");
        }
        return answers.stream().<Result>map(Answered::new).toList();
    }

    /** Within one batch's time, however often it tries: all who wait in the queue wait for this. */
    private Uni<List<Result>> lookUp(UUID batch, List<KeyedCommand> commands, CommitUnknown broken) {
        LOG.warnf("the COMMIT of batch %s got no answer: looking it up", batch);
        return Uni.createFrom()
                .deferred(() -> store.committed(batch))
                .onFailure()
                .retry()
                .withBackOff(FIRST_LOOKUP_WAIT)
                .atMost(LOOKUPS)
                .ifNoItem()
                .after(config.batchTimeLimit())
                .fail()
                .map(committed -> committed ? answered(commands, broken.answers()) : unknown(commands, broken))
                .onFailure()
                .recoverWithItem(failure -> unknown(commands, failure));
    }

    private static List<Result> unknown(List<KeyedCommand> commands, Throwable cause) {
        var failed = new Failed(new LedgerUnavailable(LedgerUnavailable.Reason.OUTCOME_UNKNOWN, cause));
        return Collections.nCopies(commands.size(), failed);
    }

    private Uni<List<Result>> afterFailure(List<KeyedCommand> commands, Throwable failure) {
        var alone = commands.size() == 1;
        if (DatabaseFaults.unavailable(failure) && (alone || !ranOutOfTime(failure))) {
            LOG.warnf("a batch of %d met an unavailable database: %s", commands.size(), failure.getMessage());
            return Uni.createFrom().item(unknown(commands, failure));
        }
        if (alone) {
            LOG.errorf(
                    failure,
                    "a request cannot be posted: %s",
                    commands.get(0).command().kind());
            return Uni.createFrom().item(List.of(new Failed(failure)));
        }
        LOG.warnf(failure, "a batch of %d failed: deciding it again one by one", commands.size());
        return oneByOne(commands);
    }

    /** One slow request may have cost the whole batch its time. */
    private static boolean ranOutOfTime(Throwable failure) {
        return failure instanceof TimeoutException;
    }

    /**
     * Until the database goes away or the time is over: those left are told at once to come again, or each would wait for its
     * turn and the queue for all. That the batch may have been committed after all does no harm: its keys would be found.
     */
    private Uni<List<Result>> oneByOne(List<KeyedCommand> commands) {
        var end = System.nanoTime()
                + config.batchTimeLimit().multipliedBy(TIMES_ONE_BY_ONE).toNanos();
        var away = new AtomicReference<List<Result>>();
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(command -> {
                    if (away.get() == null && System.nanoTime() > end) {
                        away.set(unknown(List.of(command), new TimeoutException()));
                    }
                    return away.get() == null
                            ? alone(command, away)
                            : Uni.createFrom().item(away.get());
                })
                .map(results -> results.get(0))
                .collect()
                .asList();
    }

    private Uni<List<Result>> alone(KeyedCommand command, AtomicReference<List<Result>> away) {
        return write(List.of(command), () -> {}).invoke(results -> {
            if (databaseAway(results.get(0))) {
                away.set(results);
            }
        });
    }

    private static boolean databaseAway(Result result) {
        return result instanceof Failed failed && failed.failure() instanceof LedgerUnavailable;
    }
}
