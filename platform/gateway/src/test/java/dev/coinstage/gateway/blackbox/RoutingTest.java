package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RoutingTest extends BlackBox {

    @Test
    void a_routed_path_reaches_its_service_unchanged() {
        var uri = base().resolve("/v1/echo/0197/caf%C3%A9?mark=" + mark + "&a=1%2F2&b");
        var reply = send(to("/", world.token("viewer")).uri(uri));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"ok\": true }");
        assertThat(world.upstream().received(mark))
                .singleElement()
                .satisfies(request -> assertThat(request.startLine())
                        .isEqualTo("GET /v1/echo/0197/caf%C3%A9?mark=" + mark + "&a=1%2F2&b HTTP/1.1"));
    }

    @Test
    void a_body_reaches_its_service_unchanged() {
        var body = "{\"giftId\":\"rose\"}";
        send(to("/v1/echo", world.token("viewer")).POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(world.upstream().received(mark)).singleElement().satisfies(request -> {
            assertThat(request.startLine()).startsWith("POST ");
            assertThat(request.body()).isEqualTo(body);
        });
    }

    @Test
    void a_reply_without_a_body_stays_one() {
        var reply = send(to("/v1/empty", world.token("viewer")));

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/unknown", "/v1/echoes", "/V1/echo", "/events", "/v1/console", "/internal/x"})
    void an_unknown_path_is_not_found(String path) {
        assertProblem(send(to(path, world.token("viewer"))), 404, "NOT_FOUND");
        assertNothingReachedTheService();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q", "/q/dev", "/q/openapi", "/q/health/ready/x"})
    void the_processes_own_paths_are_not_found(String path) {
        assertProblem(send(to(path, world.token("operator"))), 404, "NOT_FOUND");
        assertNothingReachedTheService();
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        var reply = send(to("/v1/echo", world.token("viewer")).method("PATCH", HttpRequest.BodyPublishers.noBody()));

        assertProblem(reply, 405, "METHOD_NOT_ALLOWED");
        assertThat(reply.headers().firstValue("Allow")).contains("DELETE, GET, POST, PUT");
        assertNothingReachedTheService();
    }

    @Test
    void the_right_method_passes() {
        assertThat(send(to("/v1/echo", world.token("viewer")).DELETE()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/echo/../scarce",
                "/v1/echo/./x",
                "/v1/echo/..",
                "/v1/echo//x",
                "//v1/echo",
                "/v1/echo/%2e%2e/scarce",
                "/v1/echo/%2E%2E/scarce",
                "/v1/echo/.%2e/scarce",
                "/v1/echo%2fx",
                "/v1/echo%2Fx",
                "/v1/echo/%5c..",
                "/v1/echo/..\\scarce",
                "/v1/echo/%252e%252e/scarce",
                "/v1/echo;role=finance",
                "/v1/echo/..;/scarce",
                "/v1/echo/%3b",
                "/v1/echo/%00",
                "/v1/echo/%0d%0aX:1",
                "/v1/echo/%zz",
                "/v1/echo/%4",
                "/v1/echo/%c0%ae%c0%ae/scarce",
                "/v1/%65cho",
                "/v1/echo/\"",
                "/v1/echo/#f",
                "http://evil.test/v1/echo",
                "*"
            })
    void a_path_trick_is_malformed(String target) throws IOException {
        try (var client = raw()) {
            client.lines(
                    "GET " + target + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer", "finance"),
                    "");
            var reply = client.reply();
            assertThat(reply.header("Content-Type")).contains("application/problem+json");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).containsAnyOf("\"code\":\"MALFORMED_PATH\"", "\"code\":\"MALFORMED_REQUEST\"");
        }
        assertThat(world.upstream().received(target)).isEmpty();
    }

    @Test
    void a_plain_path_is_no_trick() throws IOException {
        try (var client = raw()) {
            client.lines(
                    "GET /v1/echo/a.b/..c/~d:e@f,g/?mark=" + mark + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "");
            assertThat(client.reply().status()).isEqualTo(200);
        }
        assertThat(world.upstream().received(mark)).hasSize(1);
    }

    @Test
    void health_is_answered_by_the_gateway_itself() {
        var live = send(to("/q/health/live"));
        var ready = send(to("/q/health/ready"));

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).contains("\"status\": \"UP\"");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("signing-keys");
        assertNothingReachedTheService();
    }
}
