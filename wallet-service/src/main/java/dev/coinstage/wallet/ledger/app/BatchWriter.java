package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.DatabaseFaults;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes a batch and finds out what became of it, whatever happens on the way: a batch that fails as a whole is decided
 * again one request at a time, so that no neighbour suffers; a COMMIT without an answer is looked up.
 */
@ApplicationScoped
class BatchWriter {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    private static final int LOOKUPS = 5;
    private static final Duration FIRST_LOOKUP_WAIT = Duration.ofMillis(100);

    private final LedgerStore store;
    private final IdSource ids;
    private final DistributionSummary batchSize;
    private final Timer batchTime;

    BatchWriter(LedgerStore store, IdSource ids, MeterRegistry metrics) {
        this.store = store;
        this.ids = ids;
        this.batchSize = metrics.summary("coinstage.posting.batch.size");
        this.batchTime = metrics.timer("coinstage.posting.batch.time");
    }

    /** What one request of a batch is told. */
    sealed interface Result {}

    record Answered(Answer answer) implements Result {}

    record Failed(Throwable failure) implements Result {}

    /** Never fails: each request gets its own result, in the order of the commands. */
    Uni<List<Result>> write(UUID batch, List<KeyedCommand> commands) {
        batchSize.record(commands.size());
        var started = Timer.start();
        return store.commit(batch, commands)
                .map(BatchWriter::answered)
                .onFailure(CommitUnknown.class)
                .recoverWithUni(broken -> lookUp(batch, broken))
                .onFailure()
                .recoverWithUni(failure -> afterFailure(commands, failure))
                .onTermination()
                .invoke(() -> started.stop(batchTime));
    }

    private static List<Result> answered(List<Answer> answers) {
        return answers.stream().<Result>map(Answered::new).toList();
    }

    private Uni<List<Result>> lookUp(UUID batch, CommitUnknown broken) {
        LOG.warnf("the connection broke inside the COMMIT of batch %s: looking it up", batch);
        return store.committed(batch)
                .onFailure()
                .retry()
                .withBackOff(FIRST_LOOKUP_WAIT)
                .atMost(LOOKUPS)
                .map(committed -> committed
                        ? answered(broken.answers())
                        : unknown(broken.answers().size(), broken))
                .onFailure()
                .recoverWithItem(failure -> unknown(broken.answers().size(), failure));
    }

    private static List<Result> unknown(int size, Throwable cause) {
        var failed = new Failed(new LedgerUnavailable(LedgerUnavailable.Reason.OUTCOME_UNKNOWN, cause));
        return java.util.Collections.nCopies(size, failed);
    }

    private Uni<List<Result>> afterFailure(List<KeyedCommand> commands, Throwable failure) {
        if (DatabaseFaults.unavailable(failure)) {
            LOG.warnf("a batch of %d met an unavailable database: %s", commands.size(), failure.getMessage());
            return Uni.createFrom().item(unknown(commands.size(), failure));
        }
        if (commands.size() == 1) {
            LOG.errorf(
                    failure,
                    "a request cannot be posted: %s",
                    commands.get(0).command().kind());
            return Uni.createFrom().item(List.of(new Failed(failure)));
        }
        LOG.warnf(failure, "a batch of %d failed: deciding it again one by one", commands.size());
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(command -> write(ids.next(), List.of(command)))
                .map(results -> results.get(0))
                .collect()
                .asList();
    }
}
