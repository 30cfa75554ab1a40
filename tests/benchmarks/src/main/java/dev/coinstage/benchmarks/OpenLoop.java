package dev.coinstage.benchmarks;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Recorder;

/**
 * Requests at fixed times, whatever becomes of those before: what a caller waits for at a load that is given. Waits are
 * counted from when a request was due, so neither a late answer nor a late start of the next request is forgotten.
 */
final class OpenLoop {

    private static final long STUCK_SECONDS = 120;
    private static final int DIGITS = 3;
    private static final long NANOS_PER_MICRO = 1000;

    private final Recorder waits = new Recorder(DIGITS);
    private final LongAdder failures = new LongAdder();
    private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

    private OpenLoop() {}

    /**
     * What became of a load.
     *
     * @param answered the requests that were answered as they should, up to the last answer of all
     * @param failures all others
     * @param firstFailure what the first of them says; empty when there is none
     */
    record Answered(Window answered, long failures, String firstFailure) {

        /** @throws BenchFault when a request failed */
        Window requireNoFailure() {
            if (failures > 0) {
                throw new BenchFault(failures + " requests failed, the first with " + firstFailure);
            }
            return answered;
        }
    }

    static Answered run(Supplier<Uni<Void>> call, int perSecond, Duration duration) throws InterruptedException {
        return new OpenLoop().ask(call, perSecond, duration);
    }

    private Answered ask(Supplier<Uni<Void>> call, int perSecond, Duration duration) throws InterruptedException {
        var requests = (int) (perSecond * duration.toMillis() / TimeUnit.SECONDS.toMillis(1));
        var open = new CountDownLatch(requests);
        var begin = System.nanoTime();
        for (long request = 0; request < requests; request++) {
            var due = begin + request * TimeUnit.SECONDS.toNanos(1) / perSecond;
            awaitMoment(due);
            call.get().subscribe().with(answer -> answered(due, open), cause -> failed(cause, open));
        }
        if (!open.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
            throw new BenchFault("Requests are not answered within " + STUCK_SECONDS + " s");
        }
        var good = requests - failures.sum();
        var window = new Window(good, System.nanoTime() - begin, waits.getIntervalHistogram());
        var first = firstFailure.get();
        return new Answered(window, failures.sum(), first == null ? "" : first.toString());
    }

    private void answered(long due, CountDownLatch open) {
        waits.recordValue((System.nanoTime() - due) / NANOS_PER_MICRO);
        open.countDown();
    }

    private void failed(Throwable cause, CountDownLatch open) {
        firstFailure.compareAndSet(null, cause);
        failures.increment();
        open.countDown();
    }

    private static void awaitMoment(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
