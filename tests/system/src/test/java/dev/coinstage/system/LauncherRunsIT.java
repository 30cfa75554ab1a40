package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.Ports;
import dev.coinstage.local.suite.RunState;
import dev.coinstage.local.suite.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script as a person uses it. The tests share one data folder, so that only the first of them makes a realm. */
class LauncherRunsIT {

    private static Path home;

    private final Launcher launcher = new Launcher(home, Ports.free());

    @BeforeAll
    static void oneDataFolder() {
        home = Scratch.fresh("launcher");
    }

    @AfterEach
    void down() throws InterruptedException {
        launcher.run("down");
    }

    @Test
    void the_demo_starts_the_suite_ends_with_balanced_books_and_leaves_nothing_running() throws InterruptedException {
        Launcher.Ended ended = launcher.run("demo");

        assertThat(ended.output())
                .contains("The books balance, and show exactly what happened.")
                .doesNotContain("\u001b");
        assertThat(ended.status()).isEqualTo(0);
        assertThat(launcher.run("status").output()).isEqualTo("Nothing runs.\n");
    }

    @Test
    void the_suite_stays_up_for_a_demo_and_down_leaves_nothing_running() throws InterruptedException {
        Launcher.Running up = startUp();

        assertThat(launcher.run("status").status()).isZero();
        Launcher.Ended second = launcher.run("up");
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output()).contains("Coinstage is running already");
        Launcher.Ended demo = launcher.run("demo");
        assertThat(demo.output()).contains("The books balance, and show exactly what happened.");
        assertThat(demo.status()).isZero();
        assertThat(up.process().isAlive()).isTrue();

        List<RunningProcess> components = components();
        assertThat(components).hasSize(9);
        Launcher.Ended down = launcher.run("down");

        assertThat(down.output()).isEqualTo("Coinstage is down.\n");
        assertThat(up.process().isAlive()).isFalse();
        assertThat(components)
                .allSatisfy(component -> assertThat(component.find()).isEmpty());
        assertThat(launcher.run("status").status()).isEqualTo(3);
    }

    @Test
    void down_cleans_up_after_a_launcher_that_was_killed() throws InterruptedException {
        Launcher.Running up = startUp();
        List<RunningProcess> components = components();
        up.process().destroyForcibly().waitFor();
        assertThat(components)
                .allSatisfy(component -> assertThat(component.find()).isPresent());
        assertThat(launcher.run("status").output()).contains("Their supervisor is gone");

        Launcher.Ended down = launcher.run("down");

        assertThat(down.output()).contains("what it left running is down now");
        assertThat(components)
                .allSatisfy(component -> assertThat(component.find()).isEmpty());
        assertThat(launcher.run("down").output()).isEqualTo("Nothing runs.\n");
    }

    private Launcher.Running startUp() {
        Launcher.Running up = launcher.start("up");
        await().atMost(World.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        up.printed().contains("Ctrl-C ends it") || !up.process().isAlive());
        assertThat(up.printed()).contains("all healthy after", "Demo users");
        return up;
    }

    private static List<RunningProcess> components() {
        return RunState.of(new DataFolder(home, Scratch.cache())).orElseThrow().components().stream()
                .map(RunState.Entry::process)
                .filter(Objects::nonNull)
                .toList();
    }
}
