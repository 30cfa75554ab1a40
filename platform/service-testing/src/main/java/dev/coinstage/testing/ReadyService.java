package dev.coinstage.testing;

import static io.restassured.RestAssured.get;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Waits before each test until the Quarkus service under test is ready: it starts before its database is migrated. */
public final class ReadyService implements BeforeEachCallback {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Override
    public void beforeEach(ExtensionContext context) {
        Awaitility.await().atMost(LONGEST).until(() -> get("/q/health/ready").statusCode() == 200);
    }
}
