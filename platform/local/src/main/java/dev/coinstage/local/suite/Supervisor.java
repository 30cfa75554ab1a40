package dev.coinstage.local.suite;

import dev.coinstage.local.suite.ComponentStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps one component running: starts it, waits for its health, starts it again when it dies, ends it when asked. */
final class Supervisor {

    private static final Duration BETWEEN_HEALTH_CHECKS = Duration.ofMillis(300);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

    /** Blocks until the component may start. */
    interface Gate {
        void await() throws InterruptedException;
    }

    private final Component component;
    private final Path log;
    private final Consumer<ComponentStatus> observer;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Thread thread;
    private volatile ComponentStatus status;
    private volatile Process process;

    Supervisor(Component component, Path log, Gate gate, Consumer<ComponentStatus> observer) {
        this.component = component;
        this.log = log;
        this.observer = observer;
        this.status = ComponentStatus.stopped(component.name());
        this.thread = new Thread(() -> run(gate), "supervisor of " + component.name());
    }

    void start() {
        tell(status.now(State.WAITING, ""));
        thread.start();
    }

    /** Ends the process, in good order when it lets itself be, and returns when it is gone. */
    void stop() {
        stopAsked.countDown();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process without warning, as a crash would; the supervisor starts it again. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private void run(Gate gate) {
        Backoff backoff = new Backoff();
        try {
            gate.await();
            while (!isStopAsked()) {
                long begun = System.nanoTime();
                String end = live(begun);
                Duration pause = backoff.afterDeath(since(begun));
                tell(status.died(end + ", again in " + seconds(pause)));
                process = null;
                if (stopAsked.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException stopping) {
            // falls through to the end of the process
        } finally {
            end();
        }
    }

    /** One life of the process; returns how it ended. */
    private String live(long begun) throws InterruptedException {
        try {
            tell(status.now(State.PREPARING, ""));
            component.prepare(step -> tell(status.now(State.PREPARING, step)));
            ProcessBuilder builder = OwnSession.of(component.process());
            builder.redirectErrorStream(true);
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process started = builder.start();
            process = started;
            tell(status.running(started.pid()));
            if (awaitHealth(started)) {
                tell(status.healthyAfter(since(begun)));
            }
            return "ended with status " + started.waitFor();
        } catch (IOException | UncheckedIOException | LaunchProblem e) {
            kill();
            return e.getMessage();
        }
    }

    private boolean awaitHealth(Process started) throws InterruptedException {
        while (started.isAlive()) {
            if (component.isHealthy()) {
                return true;
            }
            started.waitFor(BETWEEN_HEALTH_CHECKS.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private void end() {
        Process running = process;
        if (running != null && running.isAlive()) {
            tell(status.now(State.STOPPING, ""));
            endProcess(running);
        }
        process = null;
        tell(status.ended());
    }

    private void endProcess(Process running) {
        // an interrupt that asked for this end has done its work; a later one must not cut the end short
        Thread.interrupted();
        component.stop(running.toHandle());
        try {
            if (!running.waitFor(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
        }
    }

    private void tell(ComponentStatus next) {
        status = next;
        observer.accept(next);
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
