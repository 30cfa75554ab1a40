package dev.coinstage.wallet.ledger.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that wait for a batch, first come, first served; counted by their links. Many threads add, one at a time takes. */
final class WaitingLane {

    private final int limit;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer wait;

    /** @param limit most links that wait */
    WaitingLane(PostingQueue.Lane lane, int limit, MeterRegistry metrics) {
        this.limit = limit;
        var name = lane.name().toLowerCase(Locale.ROOT);
        metrics.gauge("coinstage.posting.queue", Tags.of("lane", name), waiting);
        this.wait = metrics.timer("coinstage.posting.queue.wait", "lane", name);
    }

    record Waiting(KeyedCommand command, UniEmitter<? super Answer> caller, long since) {

        int links() {
            return command.command().links().size();
        }
    }

    /** False when it is full. */
    boolean offer(KeyedCommand command, UniEmitter<? super Answer> caller) {
        var links = command.command().links().size();
        if (waiting.addAndGet(links) > limit) {
            waiting.addAndGet(-links);
            return false;
        }
        return queue.add(new Waiting(command, caller, System.nanoTime()));
    }

    boolean hasRoom(int links) {
        return waiting.get() + links <= limit;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /**
     * Moves the first into the batch.
     *
     * @param mostRequests that the batch holds then
     * @param mostLinks that this takes, but never less than one request
     */
    void take(List<Waiting> batch, int mostRequests, int mostLinks) {
        var now = System.nanoTime();
        var links = 0;
        while (batch.size() < mostRequests) {
            var next = queue.peek();
            if (next == null || links > 0 && links + next.links() > mostLinks) {
                break;
            }
            batch.add(queue.remove());
            links += next.links();
            wait.record(now - next.since(), TimeUnit.NANOSECONDS);
        }
        waiting.addAndGet(-links);
    }
}
