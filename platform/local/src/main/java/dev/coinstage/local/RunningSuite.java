package dev.coinstage.local;

import dev.coinstage.local.suite.ComponentStatus;
import dev.coinstage.local.suite.Suite;
import java.time.Duration;

/** A suite that this process has started, and ends when it ends, however that comes about. */
final class RunningSuite implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    /** So many deaths before the first health are no accident. */
    private static final int HOPELESS_DEATHS = 5;

    private final Suite suite;
    private final Terminal terminal;
    private final Thread atExit;
    private boolean closed;

    private RunningSuite(Suite suite, Terminal terminal) {
        this.suite = suite;
        this.terminal = terminal;
        this.atExit = new Thread(this::close, "end of the suite");
    }

    /** Starts everything and waits for its health; what was started is ended when that fails. */
    static RunningSuite start(Coinstage coinstage) throws InterruptedException {
        Progress progress = new Progress(coinstage.terminal());
        RunningSuite running = new RunningSuite(
                Suite.open(coinstage.checkout(), coinstage.folder(), coinstage.ports(), progress),
                coinstage.terminal());
        coinstage.terminal().heading("Coinstage starts");
        // before anything starts: a Ctrl-C must find the way to end it
        Runtime.getRuntime().addShutdownHook(running.atExit);
        try {
            running.suite.startAll();
            running.suite.awaitHealthy(PATIENCE, RunningSuite::isHopeless);
            return running;
        } catch (RuntimeException | InterruptedException e) {
            running.close();
            throw e;
        }
    }

    Suite suite() {
        return suite;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            suite.close();
            closed = true;
            terminal.line("");
            terminal.line("  Everything is stopped.");
        }
    }

    private static boolean isHopeless(ComponentStatus status) {
        return status.deaths() >= HOPELESS_DEATHS;
    }
}
