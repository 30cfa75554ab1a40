package dev.coinstage.benchmarks;

import dev.coinstage.benchmarks.Measurement.Named;
import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.LaunchProblem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./coinstage bench} runs. */
@Command(
        name = "coinstage bench",
        description = {
            "Measures the quality bars: one line per figure, and the same as .coinstage/bench/NAME.json.",
            "Exit status: 0 all bars are met, 3 a bar is missed, 1 something went wrong."
        })
final class Bench implements Callable<Integer> {

    static final int BAR_MISSED = 3;
    static final int FAULT = 1;
    private static final int WIDTH = 110;

    /** A part of another benchmark, to be had alone. */
    private static final String PART = "http";

    @Parameters(
            paramLabel = "NAME",
            description =
                    "What to measure: gifts, ledger; http is the part of gifts over HTTP. Without a name: gifts and ledger.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "A few seconds in all: shows that it works; the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--rows",
            defaultValue = "10000000",
            description = "Transfers stored when growth is measured (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    private final List<Named> all;
    private final Path folder;
    private final PrintStream out;
    private final PrintStream passing;

    /** @param folder where the JSON goes */
    Bench(List<Named> all, Path folder, PrintStream out, PrintStream passing) {
        this.all = List.copyOf(all);
        this.folder = folder;
        this.out = out;
        this.passing = passing;
    }

    public static void main(String[] arguments) {
        // before the first logger is made: the wallet's libraries insist on theirs
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        var checkout = new Checkout(Path.of(System.getProperty("coinstage.checkout", "."))
                .toAbsolutePath()
                .normalize());
        var chosen = DataFolder.chosenBy(System.getenv(), checkout);
        var place = new Place(checkout, chosen.root().resolve("bench"), chosen.cache());
        var bench = new Bench(measuredAt(place), place.home(), System.out, System.err);
        System.exit(bench.execute(arguments));
    }

    static List<Named> measuredAt(Place place) {
        return List.of(
                new Named("gifts", List.of(new GiftRates(place), new HttpRates(place))),
                new Named("ledger", List.of(new LedgerGrowth(place))),
                new Named(PART, List.of(new HttpRates(place))));
    }

    int execute(String... arguments) {
        var line = new CommandLine(this);
        line.setUsageHelpWidth(WIDTH);
        line.setExecutionExceptionHandler((failure, command, parsed) -> fault(failure));
        line.setParameterExceptionHandler((failure, given) -> fault(failure));
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException, SQLException {
        var volume = quick ? Volume.quick() : Volume.full(rows);
        var passed = true;
        for (var named : chosen()) {
            var report = new Report(named.name(), quick, out, passing);
            for (var part : named.parts()) {
                part.run(report, volume);
            }
            report.writeTo(folder);
            passed &= report.passes();
        }
        return passed ? 0 : BAR_MISSED;
    }

    private List<Named> chosen() {
        var known = all.stream().map(Named::name).toList();
        if (!known.containsAll(names)) {
            throw new BenchFault("There are the benchmarks " + known + ", and not all of " + names);
        }
        return all.stream()
                .filter(named -> names.isEmpty() ? !named.name().equals(PART) : names.contains(named.name()))
                .toList();
    }

    /** People need the sentence; who looks for a fault of the bench itself needs the rest. */
    private int fault(Exception failure) {
        if (failure instanceof BenchFault
                || failure instanceof LaunchProblem
                || failure instanceof CommandLine.ParameterException) {
            passing.println(failure.getMessage());
        } else {
            failure.printStackTrace(passing);
        }
        return FAULT;
    }
}
