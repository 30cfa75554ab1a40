package dev.coinstage.defaults.startup;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Waits until the identity provider publishes its keys: before that no token can be checked. */
@ApplicationScoped
class IdentityProvider {

    private static final String NAME = "identity-provider";
    private static final long DEADLINE_MILLIS = 2_000;

    private final StartupGate gate;
    private final WebClient client;
    private final String jwksUrl;

    IdentityProvider(StartupGate gate, Vertx vertx, @ConfigProperty(name = "coinstage.oidc.jwks-url") String jwksUrl) {
        this.gate = gate;
        this.client = WebClient.create(vertx);
        this.jwksUrl = jwksUrl;
    }

    void begin(@Observes @Priority(StartupGate.FIRST) StartupEvent event) {
        gate.await(NAME);
        Attempts.untilDone(NAME, Uni.createFrom().deferred(this::keys), () -> gate.arrived(NAME));
    }

    private Uni<Void> keys() {
        return client.getAbs(jwksUrl)
                .timeout(DEADLINE_MILLIS)
                .send()
                .invoke(IdentityProvider::requireKeys)
                .replaceWithVoid();
    }

    private static void requireKeys(HttpResponse<Buffer> reply) {
        if (reply.statusCode() != 200
                || reply.bodyAsJsonObject().getJsonArray("keys").isEmpty()) {
            throw new IllegalStateException("the key set answered " + reply.statusCode());
        }
    }
}
