package dev.coinstage.local.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as it can be found again: its number alone may belong to a stranger by then, so the time of its start goes with
 * it.
 *
 * @param startedAt milliseconds since 1970
 */
public record RunningProcess(long pid, long startedAt) {

    /** The start is told from the machine's boot time, which moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static RunningProcess of(ProcessHandle process) {
        return new RunningProcess(
                process.pid(), startOf(process).orElse(Instant.EPOCH).toEpochMilli());
    }

    static RunningProcess current() {
        return of(ProcessHandle.current());
    }

    /** The process, if it still runs and is the same one. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    /** Waits for its end. True when it ended in time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        Optional<ProcessHandle> running = find();
        if (running.isEmpty()) {
            return true;
        }
        try {
            running.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private boolean isTheSame(ProcessHandle process) {
        return startOf(process)
                .filter(start -> Duration.between(Instant.ofEpochMilli(startedAt), start)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0)
                .isPresent();
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
