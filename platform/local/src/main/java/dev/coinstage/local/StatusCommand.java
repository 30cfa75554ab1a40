package dev.coinstage.local;

import dev.coinstage.local.suite.RunState;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Tells what each component does. */
@Command(name = "status", description = "Tells each component's state and health; exit status 0 when all are healthy.")
final class StatusCommand implements Callable<Integer> {

    @ParentCommand
    private Coinstage coinstage;

    @Override
    public Integer call() {
        Terminal terminal = coinstage.terminal();
        Optional<RunState> found = RunState.of(coinstage.folder());
        if (found.isEmpty()) {
            terminal.line("Nothing runs.");
            return 3;
        }
        RunState state = found.get();
        boolean allHealthy = true;
        for (RunState.Health health : state.askAll(coinstage.checkout(), coinstage.folder())) {
            allHealthy &= health.healthy();
            terminal.line(lineOf(health));
        }
        if (!state.hasSupervisor()) {
            terminal.failure("Their supervisor is gone: ./coinstage down cleans up.");
        }
        return allHealthy && state.hasSupervisor() ? 0 : 3;
    }

    private static String lineOf(RunState.Health health) {
        RunState.Entry entry = health.entry();
        String process = health.running() ? "process " + entry.process().pid() : "no process";
        String deaths =
                entry.deaths() == 0 ? "" : ", died " + entry.deaths() + (entry.deaths() == 1 ? " time" : " times");
        String detail = entry.detail().isEmpty() ? "" : ", " + entry.detail();
        return "  " + Terminal.padded(entry.name(), 16)
                + Terminal.padded(health.healthy() ? "healthy" : "not healthy", 13)
                + Terminal.padded(entry.state().toLowerCase(Locale.ROOT), 12)
                + Terminal.padded(process, 17) + health.address() + deaths + detail;
    }
}
