package dev.coinstage.local;

import dev.coinstage.local.suite.LaunchProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** Starts the benchmarks in a JVM of their own: this one is tuned to start quickly, and would falsify them. */
@Command(name = "bench", description = "Measures the quality bars; bench --help says what there is.")
final class BenchCommand implements Callable<Integer> {

    private static final String JAR = "tests/benchmarks/target/benchmarks.jar";

    @ParentCommand
    private Coinstage coinstage;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = coinstage.checkout().root();
        Path jar = root.resolve(JAR);
        if (!Files.isRegularFile(jar)) {
            throw new LaunchProblem(JAR + " is missing. Build it: ./mvnw -DskipTests package");
        }
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                // as the suite runs the services
                "-XX:+UseSerialGC",
                "-Dcoinstage.checkout=" + root,
                "-jar",
                jar.toString()));
        words.addAll(arguments);
        Process bench = new ProcessBuilder(words).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bench), "end the bench"));
        return bench.waitFor();
    }

    /** Waits until it has ended what it started. */
    private static void end(Process bench) {
        bench.destroy();
        bench.onExit().join();
    }
}
