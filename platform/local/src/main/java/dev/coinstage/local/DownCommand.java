package dev.coinstage.local;

import dev.coinstage.local.suite.Leftovers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Ends the suite from another terminal. */
@Command(name = "down", description = "Ends the suite, also what a killed launcher left running.")
final class DownCommand implements Callable<Integer> {

    @ParentCommand
    private Coinstage coinstage;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = coinstage.terminal();
        switch (Leftovers.end(coinstage.folder())) {
            case NOTHING_RAN -> terminal.line("Nothing runs.");
            case STOPPED -> terminal.line("Coinstage is down.");
            case CLEANED_UP -> terminal.line("The launcher had been killed; what it left running is down now.");
        }
        return 0;
    }
}
