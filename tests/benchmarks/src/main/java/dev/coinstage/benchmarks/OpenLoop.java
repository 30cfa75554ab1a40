package dev.coinstage.benchmarks;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Recorder;

/** Requests at fixed times, whatever becomes of those before: what a caller waits for at a load that is given. */
final class OpenLoop {

    private static final long STUCK_SECONDS = 60;
    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private OpenLoop() {}

    /**
     * Waits are counted from when a request was due, so a late start is not forgotten.
     *
     * @throws BenchFault when a request fails
     */
    static Window run(Supplier<Uni<Void>> call, int perSecond, Duration duration) throws InterruptedException {
        var waits = new Recorder(DIGITS);
        var failure = new AtomicReference<Throwable>();
        var requests = (int) (perSecond * duration.toMillis() / TimeUnit.SECONDS.toMillis(1));
        var open = new CountDownLatch(requests);
        var begin = System.nanoTime();
        for (int request = 0; request < requests; request++) {
            var due = begin + request * TimeUnit.SECONDS.toNanos(1) / perSecond;
            awaitMoment(due);
            call.get()
                    .subscribe()
                    .with(
                            answer -> {
                                waits.recordValue((System.nanoTime() - due) / NANOS_PER_MICRO);
                                open.countDown();
                            },
                            cause -> {
                                failure.compareAndSet(null, cause);
                                open.countDown();
                            });
        }
        if (!open.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchFault("Requests are not answered within " + STUCK_SECONDS + " s");
        }
        if (failure.get() != null) {
            throw new BenchFault("A request failed: " + failure.get(), failure.get());
        }
        return new Window(requests, System.nanoTime() - begin, waits.getIntervalHistogram());
    }

    private static void awaitMoment(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
