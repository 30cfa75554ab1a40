package dev.coinstage.sandbox.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.sandbox.DataFolder;
import dev.coinstage.sandbox.appstore.SalesTotals.Total;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesLogTest {

    @TempDir
    Path folder;

    private SalesLog log;

    @BeforeEach
    void open() {
        log = new SalesLog(new DataFolder(folder));
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void a_new_store_has_sold_nothing() {
        assertThat(log.totals().items()).isEmpty();
    }

    @Test
    void a_restart_forgets_no_sale() throws IOException {
        log.append(sale("app.one", "USD", 1290));
        log.append(sale("app.one", "USD", 710));
        log.append(sale("app.one", "EUR", 5));
        log.append(sale("app.another", "USD", 1));
        restart();
        log.append(sale("app.another", "USD", 2));
        assertThat(log.totals().items())
                .containsExactly(
                        new Total("app.another", "USD", 2, 3),
                        new Total("app.one", "EUR", 1, 5),
                        new Total("app.one", "USD", 2, 2000));
        assertThat(Files.readAllLines(folder.resolve("app-store-sales.jsonl"))).hasSize(5);
    }

    @Test
    void a_sale_that_a_crash_cut_short_is_none_and_the_next_one_is_whole() throws IOException {
        log.append(sale("app.one", "USD", 1));
        Files.writeString(folder.resolve("app-store-sales.jsonl"), "{\"transactionId\":\"2", StandardOpenOption.APPEND);
        restart();
        log.append(sale("app.one", "USD", 2));
        restart();
        assertThat(log.totals().items()).containsExactly(new Total("app.one", "USD", 2, 3));
    }

    @Test
    void a_line_that_is_no_sale_stops_the_start() throws IOException {
        log.close();
        Files.writeString(folder.resolve("app-store-sales.jsonl"), "gossip\n");
        assertThatThrownBy(() -> new SalesLog(new DataFolder(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gossip");
    }

    @Test
    void a_second_store_on_the_same_folder_is_refused() {
        assertThatThrownBy(() -> new SalesLog(new DataFolder(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already uses");
    }

    @Test
    void a_second_process_on_the_same_folder_is_refused() throws Exception {
        var second = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("another sandbox uses");
            assertThat(second.waitFor()).isEqualTo(1);
        } finally {
            second.destroyForcibly();
        }
    }

    /** Opens the store in the folder that it is given. */
    static final class SecondProcess {

        public static void main(String[] folder) {
            new SalesLog(new DataFolder(Path.of(folder[0])));
        }
    }

    private void restart() throws IOException {
        log.close();
        log = new SalesLog(new DataFolder(folder));
    }

    private static Sale sale(String bundle, String currency, long price) {
        return new Sale(
                "2000000000000000001",
                bundle,
                "coins",
                Optional.empty(),
                price,
                currency,
                Storefront.of("USA").orElseThrow(),
                1,
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
