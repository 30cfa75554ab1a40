package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private static final RunningProcess GONE =
            new RunningProcess(ProcessHandle.current().pid(), 0);

    @TempDir
    Path root;

    private DataFolder folder;
    private Process process;

    @BeforeEach
    void aProcessOfSomeone() throws IOException {
        folder = new DataFolder(root, root.resolve("cache"));
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void what_a_killed_supervisor_left_running_is_ended() throws InterruptedException {
        written(RunningProcess.of(process.toHandle()));

        assertThat(Leftovers.end(folder)).isEqualTo(Leftovers.Outcome.CLEANED_UP);

        assertThat(process.isAlive()).isFalse();
        assertThat(RunState.of(folder)).isEmpty();
    }

    @Test
    void a_stranger_that_got_the_number_is_never_signalled() throws InterruptedException {
        RunningProcess own = RunningProcess.of(process.toHandle());
        written(new RunningProcess(own.pid(), own.startedAt() - 60_000));

        assertThat(Leftovers.end(folder)).isEqualTo(Leftovers.Outcome.NOTHING_RAN);

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void without_a_state_file_nothing_ran() throws InterruptedException {
        assertThat(Leftovers.end(folder)).isEqualTo(Leftovers.Outcome.NOTHING_RAN);
    }

    @Test
    void a_folder_has_one_suite_at_a_time() {
        try (RunLock first = RunLock.of(folder).orElseThrow()) {
            assertThat(RunLock.of(folder)).isEmpty();
            assertThat(first).isNotNull();
        }
        try (RunLock next = RunLock.of(folder).orElseThrow()) {
            assertThat(next).isNotNull();
        }
    }

    private void written(RunningProcess component) {
        RunState.Entry entry = new RunState.Entry("gateway", "HEALTHY", "", 0, component);
        new RunState(GONE, List.of(entry), Ports.free().byName()).writeTo(folder);
    }
}
