package dev.coinstage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A {@link WriterProcess}, as the bench sees it. */
final class Writer implements AutoCloseable {

    private static final long LONGEST_END_SECONDS = 20;

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    private Writer(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Writer start(Database database, List<UUID> viewers, UUID creator) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // as the suite runs the wallet
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                database.host(),
                Integer.toString(database.port()),
                database.name(),
                database.user(),
                creator.toString()));
        viewers.forEach(viewer -> words.add(viewer.toString()));
        var command = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put(WriterProcess.PASSWORD_VARIABLE, database.password());
        try {
            return new Writer(command.start());
        } catch (IOException e) {
            throw new BenchFault("A writing process does not start", e);
        }
    }

    /** Returns at once. */
    void order(Duration settle, Duration window) {
        orders.println(settle.toMillis() + " " + window.toMillis());
    }

    /** What became of the order. */
    Window answer() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new BenchFault("A writing process ended early; what it said stands above");
            }
            var numbers = line.split(" ");
            return new Window(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), new Histogram(1));
        } catch (IOException e) {
            throw new BenchFault("A writing process does not answer", e);
        }
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
