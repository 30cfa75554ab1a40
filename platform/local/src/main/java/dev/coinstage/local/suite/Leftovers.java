package dev.coinstage.local.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Ends a suite from outside: through its supervisor, or process by process when the supervisor was killed. */
public final class Leftovers {

    private static final Duration PATIENCE_WITH_SUPERVISOR = Duration.ofSeconds(90);
    private static final Duration PATIENCE_WITH_COMPONENT = Duration.ofSeconds(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    /** What {@link #end} found. */
    public enum Outcome {
        NOTHING_RAN,
        STOPPED,
        CLEANED_UP
    }

    private Leftovers() {}

    /** Ends whatever the folder's suite has running, and returns when it is gone. Never signals another process. */
    public static Outcome end(DataFolder folder) throws InterruptedException {
        Optional<RunState> found = RunState.of(folder);
        if (found.isEmpty()) {
            return Outcome.NOTHING_RAN;
        }
        RunState state = found.get();
        boolean supervised = state.hasSupervisor();
        if (supervised) {
            state.supervisor().find().ifPresent(ProcessHandle::destroy);
            if (!state.supervisor().awaitEnd(PATIENCE_WITH_SUPERVISOR)) {
                state.supervisor().find().ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        boolean left = endComponents(RunState.of(folder).orElse(state), folder);
        RunState.forget(folder);
        return supervised ? Outcome.STOPPED : left ? Outcome.CLEANED_UP : Outcome.NOTHING_RAN;
    }

    /** Ends the components that still run, the last started first. True when there was one. */
    static boolean endComponents(RunState state, DataFolder folder) throws InterruptedException {
        List<RunState.Entry> entries = new ArrayList<>(state.components());
        Collections.reverse(entries);
        boolean any = false;
        for (RunState.Entry entry : entries) {
            if (entry.process() != null && entry.process().find().isPresent()) {
                any = true;
                end(entry, state, folder);
            }
        }
        return any;
    }

    private static void end(RunState.Entry entry, RunState state, DataFolder folder) throws InterruptedException {
        ProcessHandle process = entry.process().find().orElseThrow();
        List<RunningProcess> children =
                process.descendants().map(RunningProcess::of).toList();
        if (entry.name().equals(Postgresql.NAME)) {
            new Postgresql(folder, state.chosenPorts().of(Port.POSTGRESQL), List.of()).stop(process);
        } else {
            process.destroy();
        }
        if (!entry.process().awaitEnd(PATIENCE_WITH_COMPONENT)) {
            entry.process().find().ifPresent(ProcessHandle::destroyForcibly);
            entry.process().awaitEnd(AFTER_KILL);
        }
        for (RunningProcess child : children) {
            child.find().ifPresent(ProcessHandle::destroyForcibly);
            child.awaitEnd(AFTER_KILL);
        }
    }
}
