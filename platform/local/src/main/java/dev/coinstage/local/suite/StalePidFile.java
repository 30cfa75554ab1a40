package dev.coinstage.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * After a kill -9 PostgreSQL's lock file stays. PostgreSQL itself forgives it only while its process number is unused;
 * this looks at what really runs under that number.
 */
final class StalePidFile {

    private static final long PATIENCE_SECONDS = 20;

    private StalePidFile() {}

    /** Ends a PostgreSQL that still runs on this data and was left behind; removes the lock file of one that is gone. */
    static void clear(Path data, Path programs) throws IOException, InterruptedException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        Optional<ProcessHandle> left = processOf(lock).filter(process -> runsFrom(programs, process));
        if (left.isPresent()) {
            left.get().destroyForcibly();
            awaitEnd(left.get());
        }
        Files.deleteIfExists(lock);
    }

    private static Optional<ProcessHandle> processOf(Path lock) throws IOException {
        List<String> lines = Files.readAllLines(lock);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException cutShort) {
            return Optional.empty();
        }
    }

    private static boolean runsFrom(Path programs, ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> Path.of(program).startsWith(programs))
                .isPresent();
    }

    private static void awaitEnd(ProcessHandle process) throws IOException, InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive()) {
            if (System.nanoTime() > patience) {
                throw new IOException("The PostgreSQL of an earlier run, process " + process.pid() + ", does not end");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
