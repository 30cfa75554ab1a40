package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.gateway.fixture.GatewayWorld;
import dev.coinstage.gateway.fixture.RawConnection;
import dev.coinstage.gateway.fixture.World;
import dev.coinstage.gateway.http.GatewayServer;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every black-box test shares. The gateway's address comes from {@link #base} alone, so that the same checks can
 * be pointed at another gateway with GATEWAY_URL.
 */
@QuarkusTestResource(GatewayWorld.class)
abstract class BlackBox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final AtomicBoolean known = new AtomicBoolean();

    World world;

    @Inject
    GatewayServer gateway;

    /** Marks this test's requests, so that what reached the service can be told apart. */
    final String mark = UUID.randomUUID().toString();

    /** The gateway may have been there before its issuer. */
    @BeforeEach
    void the_gateway_knows_the_issuer() {
        if (!known.get()) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> send(to("/v1/empty", world.token("viewer")).uri(base().resolve("/v1/empty")))
                                    .statusCode()
                            == 204);
            known.set(true);
        }
    }

    URI base() {
        return URI.create(Optional.ofNullable(System.getenv("GATEWAY_URL"))
                .orElseGet(() -> "http://127.0.0.1:" + gateway.port()));
    }

    RawConnection raw() throws IOException {
        return new RawConnection(base());
    }

    /** A request with this test's mark in its query. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base().resolve(path + "?mark=" + mark)).timeout(Duration.ofSeconds(10));
    }

    HttpRequest.Builder to(String path, String token) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Checks that a reply is a whole problem document with this status and code. */
    JsonNode assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
        return assertProblem(reply.statusCode(), reply.body(), status, code);
    }

    static JsonNode assertProblem(int actualStatus, String body, int status, String code) {
        try {
            var problem = JSON.readTree(body);
            assertThat(problem.path("code").asText()).as(body).isEqualTo(code);
            assertThat(actualStatus).as(body).isEqualTo(status);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("type").asText()).startsWith("https://coinstage.dev/problems/");
            assertThat(problem.path("title").asText()).isNotBlank();
            assertThat(problem.path("detail").asText()).isNotBlank();
            assertThat(problem.path("instance").asText()).startsWith("/");
            assertThat(problem.path("requestId").asText()).isNotBlank();
            return problem;
        } catch (IOException malformed) {
            throw new AssertionError("Not a problem document: " + body, malformed);
        }
    }

    void assertNothingReachedTheService() {
        assertThat(world.upstream().received(mark)).isEmpty();
    }
}
