package dev.coinstage.defaults.service;

import dev.coinstage.testing.TokenIssuerResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Stops the token issuer before the service starts. {@link FirstMoments} starts it again. */
public final class IdentityProviderAway implements QuarkusTestResourceLifecycleManager {

    private static final int AFTER_THE_ISSUER = 1;

    @Override
    public int order() {
        return AFTER_THE_ISSUER;
    }

    @Override
    public Map<String, String> start() {
        TokenIssuerResource.current().stop();
        return Map.of();
    }

    @Override
    public void stop() {
        // the issuer's own resource ends it
    }
}
