package dev.coinstage.defaults.startup;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class GateReadiness implements HealthCheck {

    private final StartupGate gate;

    GateReadiness(StartupGate gate) {
        this.gate = gate;
    }

    @Override
    public HealthCheckResponse call() {
        var awaited = gate.awaited();
        return HealthCheckResponse.named("startup")
                .status(awaited.isEmpty())
                .withData("waitingFor", String.join(", ", awaited))
                .build();
    }
}
