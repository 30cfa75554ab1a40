package dev.coinstage.local.suite;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One process of the suite: how it is prepared, started, asked for its health and stopped. */
interface Component {

    String name();

    /** What it listens on; the first is what others use. */
    List<Port> listens();

    /**
     * Who should be healthy first when everything starts together. This only spares useless attempts: every component
     * copes with any other order.
     */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * Puts on disk what the process needs; what is there already is left alone. The first time may take half a minute.
     *
     * @param step told what takes long
     */
    default void prepare(Consumer<String> step) throws IOException, InterruptedException {}

    /** The process, not yet started; its output is redirected by the caller. */
    ProcessBuilder process() throws IOException;

    /** Whether it can serve now; answers within a few seconds and never throws. */
    boolean isHealthy();

    /** Where people and programs reach it. */
    String address();

    /** Asks the process to end in good order; does not wait for it. */
    default void stop(ProcessHandle process) {
        process.destroy();
    }
}
