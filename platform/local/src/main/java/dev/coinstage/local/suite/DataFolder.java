package dev.coinstage.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Where one suite keeps what outlives a run: databases, secrets, logs. Unpacked programs lie in {@code cache}, which
 * several folders may share.
 */
public record DataFolder(Path root, Path cache) {

    private static final long LARGEST_LOG_BYTES = 16L << 20;

    /** {@code COINSTAGE_HOME} and {@code COINSTAGE_CACHE}, or {@code .coinstage} in the checkout. */
    public static DataFolder chosenBy(Map<String, String> environment, Checkout checkout) {
        return new DataFolder(
                chosen(environment, "COINSTAGE_HOME", checkout.defaultHome()),
                chosen(environment, "COINSTAGE_CACHE", checkout.defaultCache()));
    }

    public Path log(String component) {
        return folder("logs").resolve(component + ".log");
    }

    /** The component's log, begun anew when it has grown large; the one before is kept beside it. */
    Path boundedLog(String component) {
        Path log = log(component);
        try {
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin the log " + log, e);
        }
    }

    public Path logs() {
        return folder("logs");
    }

    /** A folder of one component's own. */
    public Path of(String component) {
        return folder(component);
    }

    public Secrets secrets() {
        return new Secrets(root.resolve("secrets"));
    }

    Path state() {
        return folder("run").resolve("state.json");
    }

    Path lock() {
        return folder("run").resolve("lock");
    }

    Path cached(String program) {
        return cache.resolve(program);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the data folder " + root, e);
        }
    }

    private static Path chosen(Map<String, String> environment, String variable, Path usual) {
        String text = environment.getOrDefault(variable, "").trim();
        return (text.isEmpty() ? usual : Path.of(text)).toAbsolutePath().normalize();
    }
}
