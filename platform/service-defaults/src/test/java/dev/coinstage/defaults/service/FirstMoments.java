package dev.coinstage.defaults.service;

import static io.restassured.RestAssured.get;

import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.response.Response;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sees, before the first test of all, how the service answers while its identity provider is away; then brings that back.
 * Kept for {@link StartTest}, so that it may run in any place.
 */
public final class FirstMoments implements BeforeEachCallback {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static volatile Seen seen;

    /** What a client, the liveness probe and the readiness probe were told. */
    record Seen(Response client, Response live, Response ready) {}

    static Seen seen() {
        return seen;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (seen == null) {
            Awaitility.await().atMost(LONGEST).until(() -> "identity-provider".equals(waitingFor()));
            seen = new Seen(get("/v1/probes/open"), get("/q/health/live"), get("/q/health/ready"));
            TokenIssuerResource.current().start();
        }
    }

    /** The database arrives meanwhile. */
    private static String waitingFor() {
        return get("/q/health/ready").path("checks.find { it.name == 'startup' }.data.waitingFor");
    }
}
