package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where requests wait for the next batch. Whoever arrives while one batch is decided and written is in the next one, so
 * batches grow with load and nobody waits at low load. The next one is taken and prepared while one commits: it waits for the
 * head then. Each caller sees an ordinary synchronous, durable request.
 */
@ApplicationScoped
public class PostingQueue {

    /** Which way requests take: each has a bounded queue of its own. */
    public enum Lane {
        /** People wait: gifts and purchases. */
        LIVE,
        /** Requests of many chains: a batch takes few of them beside the live ones, so that they delay nobody. */
        LINKED
    }

    private final LedgerStore store;
    private final BatchWriter writer;
    private final PostingConfig config;
    private final WaitingLane live;
    private final WaitingLane linked;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean writing;

    PostingQueue(LedgerStore store, BatchWriter writer, PostingConfig config, MeterRegistry metrics) {
        this.store = store;
        this.writer = writer;
        this.config = config;
        this.live = new WaitingLane(Lane.LIVE, config.queueLimit(), metrics);
        this.linked = new WaitingLane(Lane.LINKED, config.linkedQueueLimit(), metrics);
    }

    /** A queue of its own over that store, for who runs the engine without a container. */
    public static PostingQueue over(LedgerStore store, IdSource ids, PostingConfig config, MeterRegistry metrics) {
        return new PostingQueue(store, new BatchWriter(store, ids, config, metrics), config, metrics);
    }

    /** Posts the command in the {@link Lane#LIVE} lane. */
    public Uni<Answer> post(KeyedCommand command) {
        return post(command, Lane.LIVE);
    }

    /**
     * Posts the command.
     *
     * @return the answer, once it is durable; fails with {@link LedgerUnavailable}
     */
    public Uni<Answer> post(KeyedCommand command, Lane lane) {
        return Uni.createFrom().emitter(caller -> {
            if (lane(lane).offer(command, caller)) {
                writeNext();
            } else {
                caller.fail(new LedgerUnavailable(LedgerUnavailable.Reason.QUEUE_FULL, null));
            }
        });
    }

    /** Whether that many links more would still find room in the lane; so that a request of many chains is taken or refused whole. */
    public boolean hasRoom(Lane lane, int links) {
        return lane(lane).hasRoom(links);
    }

    private WaitingLane lane(Lane lane) {
        return lane == Lane.LIVE ? live : linked;
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
            if (!writing && !(live.isEmpty() && linked.isEmpty())) {
                writing = true;
                write(take());
            }
        } while (wakeUps.decrementAndGet() > 0);
    }

    private List<WaitingLane.Waiting> take() {
        var batch = new ArrayList<WaitingLane.Waiting>();
        live.take(batch, config.batchLimit(), Integer.MAX_VALUE);
        linked.take(batch, Integer.MAX_VALUE, config.linkedShare());
        return batch;
    }

    private void write(List<WaitingLane.Waiting> batch) {
        var commands = batch.stream().map(WaitingLane.Waiting::command).toList();
        var freed = new AtomicBoolean();
        Runnable free = () -> {
            if (freed.compareAndSet(false, true)) {
                writing = false;
                writeNext();
            }
        };
        writer.write(commands, free)
                .onTermination()
                .invoke(free)
                .subscribe()
                .with(
                        results -> answer(batch, results),
                        failure -> batch.forEach(each -> each.caller().fail(failure)));
    }

    private static void answer(List<WaitingLane.Waiting> batch, List<BatchWriter.Result> results) {
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
