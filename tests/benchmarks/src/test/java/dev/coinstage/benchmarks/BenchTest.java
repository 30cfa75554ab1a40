package dev.coinstage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.benchmarks.Measurement.Named;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench says and ends with; nothing is measured here. */
class BenchTest {

    private static final Instant NOW = Instant.parse("2026-11-24T18:00:00Z");
    private static final Durability ON = new Durability("on", "on");
    private static final Figure MET = new Figure("A.met", 2, "times", new Bar.AtLeast(1));
    private static final Figure MISSED = new Figure("A.missed", 0.5, "times", new Bar.AtLeast(1));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream passing = new ByteArrayOutputStream();

    @Test
    void bars_that_are_met_end_with_0() {
        assertThat(bench(named("a", ON, MET, Figure.plain("A.told", 1, "ms"))).execute())
                .isZero();
        assertThat(told()).containsPattern("A\\.met +2\\.00 times +>= 1 +pass");
    }

    @Test
    void a_bar_that_is_missed_is_told_and_ends_with_3() {
        assertThat(bench(named("a", ON, MISSED, MET)).execute()).isEqualTo(3);
        assertThat(told())
                .containsPattern("A\\.missed +0\\.50 times +>= 1 +FAIL")
                .contains("A.met");
    }

    @Test
    void a_missed_bar_of_the_first_benchmark_is_not_forgotten_after_the_second() {
        assertThat(bench(named("a", ON, MISSED), named("b", ON, MET)).execute()).isEqualTo(3);
    }

    @Test
    void only_the_named_benchmark_is_run() {
        assertThat(bench(named("a", ON, MISSED), named("b", ON, MET)).execute("b"))
                .isZero();
        assertThat(told()).doesNotContain("A.missed");
    }

    @Test
    void an_unknown_name_or_option_ends_with_1_and_says_what_there_is() {
        assertThat(bench(named("a", ON, MET)).execute("c")).isEqualTo(1);
        assertThat(passing.toString(StandardCharsets.UTF_8)).contains("[a]").contains("[c]");
        assertThat(bench(named("a", ON, MET)).execute("--fast")).isEqualTo(1);
    }

    @Test
    void without_fsync_nothing_is_measured() {
        assertThat(bench(named("a", new Durability("off", "on"), MET)).execute())
                .isEqualTo(1);
        assertThat(told()).isEmpty();
        assertThat(passing.toString(StandardCharsets.UTF_8)).contains("fsync=off");
    }

    @Test
    void without_synchronous_commit_nothing_is_measured() {
        assertThat(bench(named("a", new Durability("on", "local"), MET)).execute())
                .isEqualTo(1);
        assertThat(passing.toString(StandardCharsets.UTF_8)).contains("synchronous_commit=local");
    }

    @Test
    void the_header_tells_durability_machine_and_time() {
        bench(named("a", ON, MET)).execute();

        assertThat(told())
                .contains("# fsync: on")
                .contains("# synchronous_commit: on")
                .contains("# cpus: " + Runtime.getRuntime().availableProcessors())
                .contains("# jvm: ")
                .contains("# date: 2026-11-24T18:00:00Z");
    }

    @Test
    void the_json_tells_the_same() throws IOException {
        bench(named("a", ON, MET, MISSED)).execute();

        var json = new ObjectMapper().readTree(folder.resolve("a.json").toFile());
        assertThat(json.path("fsync").asText()).isEqualTo("on");
        assertThat(json.path("passes").asBoolean()).isFalse();
        assertThat(json.path("figures")).hasSize(2);
        assertThat(json.at("/figures/1/id").asText()).isEqualTo("A.missed");
        assertThat(json.at("/figures/1/value").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/figures/1/bar").asText()).isEqualTo(">= 1");
        assertThat(json.at("/figures/1/verdict").asText()).isEqualTo("FAIL");
    }

    private Bench bench(Named... all) {
        return new Bench(List.of(all), folder, new PrintStream(out, true), new PrintStream(passing, true));
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Named named(String name, Durability durability, Figure... figures) {
        Measurement measured = (report, volume) -> {
            report.takenUnder(durability, "18.6", NOW);
            List.of(figures).forEach(report::add);
        };
        return new Named(name, List.of(measured));
    }
}
