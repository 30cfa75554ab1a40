package dev.coinstage.benchmarks;

import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.Ports;
import dev.coinstage.local.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where benchmarks find what is built and keep what they write.
 *
 * @param home of their data and figures
 * @param cache of unpacked programs, shared with the launcher
 */
record Place(Checkout checkout, Path home, Path cache) {

    private static final List<String> KEPT_BY_PARTS = List.of("postgresql", "keycloak", "sandbox");

    /**
     * A suite that knows nothing of earlier runs, not yet started.
     *
     * @throws dev.coinstage.local.suite.LaunchProblem when another benchmark is running there
     */
    Suite freshSuite(String name) throws InterruptedException {
        var folder = new DataFolder(home.resolve(name), cache);
        var suite = Suite.open(checkout, folder, Ports.free(), status -> {});
        // only now: opening it makes sure that nobody uses the folder, and ends what a killed run left there
        empty(folder);
        // its parts run in sessions of their own: neither Ctrl-C nor the end of this process would end them
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "end the suite"));
        return suite;
    }

    /** Ends it and gives its disk space back. */
    static void end(Suite suite) {
        suite.close();
        empty(suite.folder());
    }

    private static void empty(DataFolder folder) {
        KEPT_BY_PARTS.forEach(part -> delete(folder.root().resolve(part)));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new BenchFault("Cannot empty " + folder, e);
        }
    }
}
