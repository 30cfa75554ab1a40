package dev.coinstage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test a {@link TokenIssuer}, and the service the issuer's name and the address of its keys. */
public final class TokenIssuerResource implements QuarkusTestResourceLifecycleManager {

    private static volatile TokenIssuer current;

    @Override
    public Map<String, String> start() {
        current = TokenIssuer.started();
        return Map.of(
                "coinstage.oidc.issuer", current.issuer(),
                "coinstage.oidc.jwks-url", current.jwksUrl(),
                "coinstage.oidc.token-url", current.tokenUrl(),
                "coinstage.oidc.client-secret", "any");
    }

    @Override
    public void stop() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /**
     * The issuer of the running Quarkus test.
     *
     * @throws IllegalStateException outside of a test that uses this resource
     */
    public static TokenIssuer current() {
        if (current == null) {
            throw new IllegalStateException("no test with TokenIssuerResource is running");
        }
        return current;
    }
}
