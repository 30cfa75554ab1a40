package dev.coinstage.defaults.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class StartupGateTest {

    private final StartupGate gate = new StartupGate();

    @Test
    void a_gate_without_expectations_is_open() {
        assertThat(gate.awaited()).isEmpty();
    }

    @Test
    void the_gate_opens_when_all_have_arrived() {
        gate.await("identity-provider");
        gate.await("database");
        assertThat(gate.awaited()).containsExactly("database", "identity-provider");

        gate.arrived("database");
        assertThat(gate.awaited()).containsExactly("identity-provider");

        gate.arrived("identity-provider");
        assertThat(gate.awaited()).isEmpty();
    }

    @Test
    void who_arrives_unexpected_changes_nothing() {
        gate.await("database");

        gate.arrived("stranger");

        assertThat(gate.awaited()).containsExactly("database");
    }

    @Test
    void what_was_awaited_is_a_copy() {
        gate.await("database");
        var awaited = gate.awaited();

        gate.arrived("database");

        assertThat(awaited).containsExactly("database");
    }

    @Test
    void a_service_is_ready_when_its_gate_is_open() {
        var readiness = new GateReadiness(gate);
        gate.await("database");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness.call().getData())
                .hasValueSatisfying(data -> assertThat(data).containsEntry("waitingFor", "database"));

        gate.arrived("database");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
