package dev.coinstage.local;

import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.LaunchProblem;
import dev.coinstage.local.suite.RunState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Plays the story. */
@Command(
        name = "demo",
        description =
                "Plays the story with real requests and checks the books; starts the suite when it is not up, and then ends it.")
final class DemoCommand implements Callable<Integer> {

    @ParentCommand
    private Coinstage coinstage;

    @Option(names = "--keep", description = "Stays up after the story, like up.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = coinstage.folder();
        Optional<RunState> running = RunState.of(folder).filter(RunState::hasSupervisor);
        if (running.isPresent()) {
            return play(running.get(), folder);
        }
        try (RunningSuite suite = RunningSuite.start(coinstage)) {
            boolean right = new Demo(coinstage.terminal(), suite.suite().addresses(), folder).play();
            if (right && keep) {
                coinstage.terminal().line("");
                coinstage
                        .terminal()
                        .line("  It stays up: the gateway is at "
                                + suite.suite().addresses().gateway()
                                + ". Ctrl-C ends it, or ./coinstage down in another terminal.");
                new CountDownLatch(1).await();
            }
            coinstage.terminal().passing("    ending the suite");
            return right ? 0 : 1;
        }
    }

    private int play(RunState running, DataFolder folder) throws InterruptedException {
        boolean healthy = running.askAll(coinstage.checkout(), folder).stream().allMatch(RunState.Health::healthy);
        if (!healthy) {
            throw new LaunchProblem("The suite is up, but not all of it is healthy: see ./coinstage status.");
        }
        return new Demo(coinstage.terminal(), running.addresses(), folder).play() ? 0 : 1;
    }
}
