package dev.coinstage.wallet.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two processes post to the same accounts, in any order: neither waits for the other for ever, and the order stays one. */
class TwoProcessesTest {

    /** Ten minutes in the profile {@code long-faults}. */
    private static final int SECONDS = Integer.getInteger("coinstage.faults.seconds", 10);

    private static final int GRACE = 60;

    @Test
    void two_processes_with_overlapping_accounts_never_deadlock() throws IOException, InterruptedException {
        try (var engines = new Engines("two_processes")) {
            OverlappingWriter.fund(engines.writer(500));
            var before = Long.parseLong(
                    engines.column("SELECT count(*) FROM posting").get(0));
            var writers = List.of(start(engines, 1), start(engines, 2));

            var posted = 0L;
            try {
                for (var writer : writers) {
                    posted += postedBy(writer);
                }
            } finally {
                writers.forEach(Process::destroyForcibly);
            }

            assertThat(engines.column("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                    .containsExactly("0");
            assertThat(engines.column("SELECT count(*) FROM posting")).containsExactly(Long.toString(before + posted));
            assertThat(engines.column("SELECT posting_seq FROM ledger_head"))
                    .containsExactly(Long.toString(before + posted));
            assertThat(engines.column("""
                            SELECT id::text FROM account a WHERE (debits_posted, debits_pending) <>
                                   (SELECT coalesce(sum(amount) FILTER (WHERE kind = 0), 0), coalesce(sum(amount) FILTER (WHERE kind = 1), 0)
                                      FROM transfer WHERE debit_account = a.id)""")).isEmpty();
        }
    }

    private static long postedBy(Process writer) throws IOException, InterruptedException {
        assertThat(writer.waitFor(SECONDS + GRACE, TimeUnit.SECONDS)).isTrue();
        var told = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertThat(writer.exitValue()).as(told).isZero();
        assertThat(Long.parseLong(told)).as("each gets its turn").isPositive();
        return Long.parseLong(told);
    }

    private static Process start(Engines engines, int seed) throws IOException {
        var database = engines.database();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OverlappingWriter.class.getName(),
                        Integer.toString(database.port()),
                        database.name(),
                        database.user(),
                        database.password(),
                        Integer.toString(SECONDS),
                        Integer.toString(seed))
                .redirectError(
                        Redirect.appendTo(Path.of("target", "two-processes.log").toFile()))
                .start();
    }
}
