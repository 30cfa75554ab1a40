package dev.coinstage.benchmarks;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.Recorder;

/**
 * So many callers at once, each of whom asks again as soon as it is answered: what a thing can do at most. The requests are
 * made on the thread that runs the loop, beside the one that posts, as in the service.
 */
final class ClosedLoop {

    private static final long STUCK_SECONDS = 60;
    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private final Supplier<Uni<Void>> call;
    private final int inFlight;
    private final Semaphore free;
    private final LongAdder answered = new LongAdder();
    private final Recorder waits = new Recorder(DIGITS);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param call makes one request; it must fail when it was not answered as it should */
    ClosedLoop(Supplier<Uni<Void>> call, int inFlight) {
        this.call = call;
        this.inFlight = inFlight;
        this.free = new Semaphore(inFlight);
    }

    /**
     * Runs the load, and lets it run dry at the end.
     *
     * @param settle how long it runs before it is measured
     * @throws BenchFault when a request fails
     */
    Window run(Duration settle, Duration measured) throws InterruptedException {
        var begin = askUntil(System.nanoTime() + settle.toNanos());
        waits.reset();
        var before = answered.sum();
        var end = askUntil(begin + measured.toNanos());
        var gifts = answered.sum() - before;
        var histogram = waits.getIntervalHistogram();
        if (!free.tryAcquire(inFlight, STUCK_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchFault("Requests are not answered within " + STUCK_SECONDS + " s");
        }
        free.release(inFlight);
        requireNoFailure();
        return new Window(gifts, end - begin, histogram);
    }

    /** When it ended. */
    private long askUntil(long deadline) throws InterruptedException {
        while (System.nanoTime() < deadline) {
            if (free.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                requireNoFailure();
                ask();
            }
        }
        return System.nanoTime();
    }

    private void ask() {
        var asked = System.nanoTime();
        call.get().subscribe().with(answer -> answered(asked), this::failed);
    }

    private void answered(long asked) {
        waits.recordValue((System.nanoTime() - asked) / NANOS_PER_MICRO);
        answered.increment();
        free.release();
    }

    private void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        free.release();
    }

    private void requireNoFailure() {
        if (failure.get() != null) {
            throw new BenchFault("A request failed: " + failure.get(), failure.get());
        }
    }
}
