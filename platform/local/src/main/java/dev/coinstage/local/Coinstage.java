package dev.coinstage.local;

import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.LaunchProblem;
import dev.coinstage.local.suite.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./coinstage} starts once it has found a JDK and built what is stale. */
@Command(
        name = "coinstage",
        description = "Runs Coinstage, the money engine of a live-streaming platform, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Settings, as environment variables:",
            "  COINSTAGE_HOME         data folder (default: .coinstage in the checkout)",
            "  COINSTAGE_CACHE        unpacked programs (default: .coinstage/cache in the checkout)",
            "  COINSTAGE_PORT_OFFSET  moves every port by this number",
            "  COINSTAGE_<PART>_PORT  one port: GATEWAY (8080), KEYCLOAK (8081), GATEWAY_MANAGEMENT (8082), SANDBOX (8090),",
            "                         KEYCLOAK_MANAGEMENT (8091), WALLET_SERVICE (8101), POSTGRESQL (5442)",
            "  COINSTAGE_BUILD=never  runs what is built, however old it is",
            "  NO_COLOR               plain output"
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            StatusCommand.class,
            DownCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Coinstage implements Callable<Integer> {

    private static final int WIDTH = 110;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Checkout checkout;

    Coinstage(Terminal terminal, Map<String, String> environment, Checkout checkout) {
        this.terminal = terminal;
        this.environment = environment;
        this.checkout = checkout;
    }

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.standard(System.getenv());
        Checkout checkout = new Checkout(Path.of(System.getProperty("coinstage.checkout", "."))
                .toAbsolutePath()
                .normalize());
        CommandLine line = new CommandLine(new Coinstage(terminal, System.getenv(), checkout));
        line.setUsageHelpWidth(WIDTH);
        line.setExecutionExceptionHandler((failure, command, parsed) -> tell(terminal, failure));
        System.exit(line.execute(arguments));
    }

    /** Without a command: what there is. */
    @Override
    public Integer call() {
        new CommandLine(this).usage(terminal.out());
        return 2;
    }

    Terminal terminal() {
        return terminal;
    }

    Checkout checkout() {
        return checkout;
    }

    DataFolder folder() {
        return DataFolder.chosenBy(environment, checkout);
    }

    Ports ports() {
        return Ports.chosenBy(environment);
    }

    private static int tell(Terminal terminal, Exception failure) throws Exception {
        if (failure instanceof LaunchProblem) {
            terminal.failure(failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
