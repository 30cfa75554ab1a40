package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinstage.local.suite.ComponentStatus.State;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private final List<ComponentStatus> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private Supervisor supervisor;

    @AfterEach
    void nothingIsLeft() {
        supervisor.stop();
        assertThat(last().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void a_component_is_healthy_when_it_says_so_and_gone_when_it_is_stopped() {
        supervise("touch healthy; exec sleep 600");
        await().until(() -> last().state() == State.HEALTHY);
        ProcessHandle process = ProcessHandle.of(last().pid()).orElseThrow();

        supervisor.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(told)
                .extracting(ComponentStatus::state)
                .containsExactly(
                        State.WAITING, State.PREPARING, State.STARTING, State.HEALTHY, State.STOPPING, State.STOPPED);
    }

    @Test
    void a_killed_component_is_started_again_and_the_death_is_told() {
        supervise("touch healthy; exec sleep 600");
        await().until(() -> last().state() == State.HEALTHY);
        long first = last().pid();

        supervisor.kill();

        await().until(() -> last().state() == State.HEALTHY && last().pid() != first);
        assertThat(last().deaths()).isEqualTo(1);
        assertThat(told)
                .filteredOn(status -> status.state() == State.RESTARTING)
                .singleElement()
                .satisfies(death -> assertThat(death.detail()).startsWith("ended with status 137, again in 0.5 s"));
    }

    @Test
    void a_component_that_cannot_start_tells_its_exit_status_and_is_tried_again() {
        supervise("exit 7");

        await().until(() -> last().deaths() >= 2);
        assertThat(told)
                .filteredOn(status -> status.state() == State.RESTARTING)
                .first()
                .satisfies(death -> assertThat(death.detail()).startsWith("ended with status 7"));
    }

    @Test
    void a_component_behind_its_gate_is_not_started_and_can_be_stopped() {
        CountDownLatch gate = new CountDownLatch(1);
        supervise("touch healthy; exec sleep 600", gate::await);

        supervisor.stop();

        assertThat(told).extracting(ComponentStatus::state).containsExactly(State.WAITING, State.STOPPED);
        assertThat(folder.resolve("healthy")).doesNotExist();
    }

    private void supervise(String script) {
        supervise(script, () -> {});
    }

    private void supervise(String script, Supervisor.Gate gate) {
        Component component =
                new ScriptComponent("script", "cd '" + folder + "' && " + script, folder.resolve("healthy"));
        supervisor = new Supervisor(component, folder.resolve("script.log"), gate, told::add);
        supervisor.start();
    }

    private ComponentStatus last() {
        return told.get(told.size() - 1);
    }
}
