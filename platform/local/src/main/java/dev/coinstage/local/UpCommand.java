package dev.coinstage.local;

import dev.coinstage.local.suite.Addresses;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.DemoUsers;
import dev.coinstage.local.suite.Suite;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Starts the suite and stays with it. */
@Command(
        name = "up",
        description = "Starts everything and stays in the foreground; Ctrl-C or ./coinstage down ends it.")
final class UpCommand implements Callable<Integer> {

    @ParentCommand
    private Coinstage coinstage;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = coinstage.terminal();
        long begun = System.nanoTime();
        try (RunningSuite running = RunningSuite.start(coinstage)) {
            terminal.line("");
            terminal.success("all healthy after "
                    + Terminal.seconds(Duration.ofNanos(System.nanoTime() - begun))
                            .strip());
            tellAddresses(terminal, running.suite());
            tellPeople(terminal);
            terminal.line("  Ctrl-C ends it, or ./coinstage down in another terminal.");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static void tellAddresses(Terminal terminal, Suite suite) {
        Addresses addresses = suite.addresses();
        DataFolder folder = suite.folder();
        terminal.heading("Addresses");
        terminal.line("  gateway (for apps)   " + addresses.gateway());
        terminal.line("  security gateway     " + addresses.securityGateway());
        terminal.line("  login (Keycloak)     " + addresses.issuer() + "/account");
        terminal.line("  Keycloak's console   " + addresses.keycloak() + "/admin  user admin, password in "
                + folder.secrets().folder().resolve("keycloak-admin"));
        terminal.line("  sandbox providers    " + addresses.sandbox());
        terminal.line("  wallet-service       " + addresses.walletService());
        terminal.line("  PostgreSQL           " + addresses.postgresql()
                + "  databases wallet, promote, payout, fraud, keycloak");
        terminal.line("  data and secrets     " + folder.root());
        terminal.line("  logs                 " + folder.logs());
    }

    private static void tellPeople(Terminal terminal) {
        terminal.heading("Demo users, all with the password " + DemoUsers.PASSWORD);
        for (DemoUsers.Person person : new DemoUsers().people()) {
            terminal.line("  " + Terminal.padded(person.username(), 10) + " " + String.join(", ", person.roles()));
        }
        terminal.line("  " + DemoUsers.viewer(1) + " to " + DemoUsers.viewer(DemoUsers.CROWD) + " (viewer)");
        terminal.line(
                "  dina001, nico001, ... (creator, viewer) and tess001, ... (viewer), for stories on a clean record");
        terminal.line("");
    }
}
