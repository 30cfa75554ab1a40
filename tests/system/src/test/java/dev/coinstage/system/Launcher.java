package dev.coinstage.system;

import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code ./coinstage}, run as a person runs it, without a terminal. */
final class Launcher {

    private static final long PATIENCE_MINUTES = 8;

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    Launcher(Path home, Ports ports) {
        this.home = home;
        environment.putAll(ports.environment());
        environment.put("COINSTAGE_HOME", home.toString());
        environment.put("COINSTAGE_CACHE", Scratch.cache().toString());
        environment.put("COINSTAGE_BUILD", "never");
        environment.put("LC_ALL", "C.UTF-8");
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** How a run ended, and all that it printed. */
    record Ended(int status, String output) {}

    /** A run that has not ended yet. */
    record Running(Process process, Path output) {

        String printed() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Ended end() throws InterruptedException {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("the launcher does not end; it printed:\n" + printed());
            }
            return new Ended(process.exitValue(), printed());
        }
    }

    Ended run(String... arguments) throws InterruptedException {
        return start(arguments).end();
    }

    Running start(String... arguments) {
        try {
            Files.createDirectories(home);
            Path output = Files.createTempFile(home, "launcher", ".out");
            ProcessBuilder script =
                    new ProcessBuilder(Checkout.around(Path.of("")).launcher().toString());
            script.command().addAll(java.util.List.of(arguments));
            script.environment().putAll(environment);
            script.redirectErrorStream(true);
            script.redirectInput(Path.of("/dev/null").toFile());
            script.redirectOutput(output.toFile());
            return new Running(script.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
