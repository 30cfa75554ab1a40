package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where requests wait for the next batch. One batch is written at a time; whoever arrives meanwhile is in the next one, so
 * batches grow with load and nobody waits at low load. Each caller sees an ordinary synchronous, durable request.
 */
@ApplicationScoped
public class PostingQueue {

    private final LedgerStore store;
    private final BatchWriter writer;
    private final PostingConfig config;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean writing;

    PostingQueue(LedgerStore store, BatchWriter writer, PostingConfig config, MeterRegistry metrics) {
        this.store = store;
        this.writer = writer;
        this.config = config;
        metrics.gauge("coinstage.posting.queue", waiting);
    }

    /** A queue of its own over that store, for who runs the engine without a container. */
    public static PostingQueue over(LedgerStore store, IdSource ids, PostingConfig config, MeterRegistry metrics) {
        return new PostingQueue(store, new BatchWriter(store, ids, config, metrics), config, metrics);
    }

    private record Waiting(KeyedCommand command, UniEmitter<? super Answer> caller) {}

    /**
     * Posts the command.
     *
     * @return the answer, once it is durable; fails with {@link LedgerUnavailable}
     */
    public Uni<Answer> post(KeyedCommand command) {
        return Uni.createFrom().emitter(caller -> {
            if (waiting.incrementAndGet() > config.queueLimit()) {
                waiting.decrementAndGet();
                caller.fail(new LedgerUnavailable(LedgerUnavailable.Reason.QUEUE_FULL, null));
                return;
            }
            queue.add(new Waiting(command, caller));
            writeNext();
        });
    }

    /** What was answered to that key before, if anything. For callers whose request fails on the way to the ledger. */
    public Uni<Optional<Answer>> recall(ScopedKey key, RequestHash hash) {
        return store.recall(key, hash);
    }

    /**
     * Starts the next batch unless one is being written. One thread at a time does so and the others leave it a wake-up: none
     * is lost, and batches that end at once follow each other in this loop instead of piling up on the stack.
     */
    private void writeNext() {
        if (wakeUps.getAndIncrement() > 0) {
            return;
        }
        do {
            if (!writing && !queue.isEmpty()) {
                writing = true;
                write(take());
            }
        } while (wakeUps.decrementAndGet() > 0);
    }

    private List<Waiting> take() {
        var batch = new ArrayList<Waiting>();
        while (batch.size() < config.batchLimit()) {
            var next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    private void write(List<Waiting> batch) {
        var commands = batch.stream().map(Waiting::command).toList();
        writer.write(commands)
                .onTermination()
                .invoke(this::freeWriter)
                .subscribe()
                .with(
                        results -> answer(batch, results),
                        failure -> batch.forEach(each -> each.caller().fail(failure)));
    }

    private void freeWriter() {
        writing = false;
        writeNext();
    }

    private static void answer(List<Waiting> batch, List<BatchWriter.Result> results) {
        for (int index = 0; index < batch.size(); index++) {
            var caller = batch.get(index).caller();
            if (results.get(index) instanceof BatchWriter.Answered answered) {
                caller.complete(answered.answer());
            } else if (results.get(index) instanceof BatchWriter.Failed failed) {
                caller.fail(failed.failure());
            }
        }
    }
}
