package dev.coinstage.gateway;

import dev.coinstage.gateway.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The gateway is ready when it can check tokens. Services that are down do not count: they cost their own routes
 * alone.
 */
@Readiness
@ApplicationScoped
class SigningKeysReady implements HealthCheck {
    private final SigningKeys keys;

    SigningKeysReady(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing-keys").status(keys.known()).build();
    }
}
