package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinstage.benchmarks.Measurement.Named;
import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.LaunchProblem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements that need no more than PostgreSQL, in their quick form: that they work, not what they come to. */
class QuickBenchIT {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void every_figure_of_the_engine_is_measured() {
        var status = bench(new Named("gifts", List.of(new GiftRates(place())))).execute("--quick");

        assertThat(status).as(told()).isIn(0, Bench.BAR_MISSED);
        assertThat(told().lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")[0]))
                .containsExactly(
                        "B1.rate",
                        "B1.rate.wait-p50",
                        "B1.rate.wait-p99",
                        "B1.rate.batch",
                        "B1.uniform",
                        "B1.of-uniform",
                        "B1.raw",
                        "B1.of-raw",
                        "B1.function",
                        "B1.of-function",
                        "latency.low.p50",
                        "latency.low.p99",
                        "writers.one",
                        "writers.two",
                        "writers.two-of-one");
        assertThat(folder.resolve("gifts.json")).exists();
    }

    @Test
    void every_figure_of_the_ledgers_growth_is_measured() {
        var status =
                bench(new Named("ledger", List.of(new LedgerGrowth(place())))).execute("--quick");

        assertThat(status).as(told()).isIn(0, Bench.BAR_MISSED);
        assertThat(told().lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")[0]))
                .containsExactly(
                        "B3.rate.few",
                        "B3.rate.many",
                        "B3.growth",
                        "ledger.transfers.few",
                        "ledger.size.few",
                        "ledger.transfers.many",
                        "ledger.size.many",
                        "ledger.bytes-per-gift");
    }

    @Test
    void a_server_whose_commits_do_not_reach_the_disk_is_refused() throws InterruptedException, SQLException {
        try (var server = BenchServer.start(place())) {
            try (var superuser = server.superuser(server.database());
                    var statement = superuser.createStatement()) {
                statement.execute("ALTER ROLE wallet SET synchronous_commit = off");
            }
            try (var wallet = server.database().connect()) {
                assertThatThrownBy(() -> Durability.of(wallet).requireOn())
                        .isInstanceOf(BenchFault.class)
                        .hasMessageContaining("fsync=on, synchronous_commit=off");
            }
        }
    }

    @Test
    void a_second_bench_is_refused_while_one_runs_and_harms_nothing() throws InterruptedException, SQLException {
        try (var server = BenchServer.start(place())) {
            assertThatThrownBy(() -> BenchServer.start(place()))
                    .isInstanceOf(LaunchProblem.class)
                    .hasMessageContaining("running already");
            try (var wallet = server.database().connect()) {
                assertThat(LedgerSql.transfers(wallet)).isZero();
            }
        }
    }

    private Bench bench(Named named) {
        return new Bench(List.of(named), folder, new PrintStream(out, true), System.err);
    }

    private Place place() {
        var checkout = Checkout.around(Path.of(""));
        var chosen = DataFolder.chosenBy(System.getenv(), checkout);
        return new Place(checkout, Path.of("target", "scratch").toAbsolutePath(), chosen.cache());
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
