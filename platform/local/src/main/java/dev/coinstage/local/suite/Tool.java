package dev.coinstage.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a helper program to its end; none outlives an interrupted caller. */
final class Tool {

    private static final int LINES_SHOWN = 15;

    private Tool() {}

    /**
     * @param log takes the program's output
     * @throws IOException when it ends with another status than 0, with the last lines it wrote
     */
    static void run(ProcessBuilder program, Path log, long timeoutSeconds) throws IOException, InterruptedException {
        program.redirectErrorStream(true);
        program.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        program.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = program.start();
        try {
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                throw new IOException(
                        program.command().get(0) + " did not end within " + timeoutSeconds + " s, see " + log);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", program.command()) + " ended with status " + process.exitValue()
                    + ":\n" + lastLines(log));
        }
    }

    static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "(" + log + " cannot be read)";
        }
    }
}
