package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.gateway.fixture.HttpMessage;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HeadersTest extends BlackBox {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=10.0.0.1",
                "X-Real-IP: 10.0.0.1",
                "X-User-Id: admin",
                "X-Auth-Request-User: admin",
                "X-Remote-User: admin",
                "Remote-User: admin",
                "X-Roles: operator",
                "X-Original-URL: /v1/accounts",
                "X-Rewrite-URL: /v1/accounts",
                "X-HTTP-Method-Override: DELETE",
                "X-Envoy-Original-Path: /x",
                "X-Coinstage-Subject: admin",
                "Proxy: http://evil.test",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Upgrade: websocket",
                "Proxy-Authorization: Basic x",
                "X-B3-TraceId: 1"
            })
    void headers_that_lie_or_belong_to_one_connection_are_stripped(String header) throws IOException {
        var name = header.substring(0, header.indexOf(':'));
        assertThat(passOn(header).all(name)).isEmpty();
    }

    @Test
    void headers_that_connection_names_are_stripped() throws IOException {
        var request = passOn("Connection: keep-alive, X-Secret", "X-Secret: 1");
        assertThat(request.all("X-Secret")).isEmpty();
    }

    @Test
    void connection_cannot_take_away_what_frames_or_identifies_the_request() throws IOException {
        var request = passOn("Connection: Authorization, Content-Length, Host, X-Forwarded-For");
        assertThat(request.header("Authorization")).isPresent();
        assertThat(request.header("Host")).contains("shop.test:8080");
        assertThat(request.header("X-Forwarded-For")).contains("127.0.0.1");
    }

    @Test
    void ordinary_headers_pass() throws IOException {
        var request = passOn("Idempotency-Key: 0197", "Accept: application/json", "If-Match: \"7\"", "Cookie: a=b");
        assertThat(request.header("Idempotency-Key")).contains("0197");
        assertThat(request.header("Accept")).contains("application/json");
        assertThat(request.header("If-Match")).contains("\"7\"");
        assertThat(request.header("Cookie")).contains("a=b");
    }

    @Test
    void the_service_learns_who_called_from_the_gateway_alone() throws IOException {
        var request = passOn("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Host: evil.test", "X-Forwarded-Proto: https");
        assertThat(request.all("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.all("X-Forwarded-Host")).containsExactly("shop.test:8080");
        assertThat(request.all("X-Forwarded-Proto")).containsExactly("http");
    }

    @Test
    void a_well_formed_request_id_is_kept() throws IOException {
        var id = UUID.randomUUID().toString();
        assertThat(passOn("X-Request-Id: " + id).all("X-Request-Id")).containsExactly(id);
    }

    @Test
    void another_request_id_is_replaced() throws IOException {
        assertThat(passOn("X-Request-Id: " + "a".repeat(65)).header("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(passOn("X-Request-Id: a b").header("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(passOn("X-Request-Id: one", "X-Request-Id: two").all("X-Request-Id"))
                .singleElement()
                .satisfies(id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void the_reply_carries_the_request_id_that_the_service_saw() {
        var reply = send(to("/v1/echo", world.token("viewer")));
        assertThat(world.upstream().received(mark).get(0).header("X-Request-Id"))
                .isEqualTo(reply.headers().firstValue("X-Request-Id"));
    }

    @Test
    void a_trace_is_continued_with_a_span_of_the_gateways() throws IOException {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var request = passOn("traceparent: 00-" + trace + "-00f067aa0ba902b7-01", "tracestate: a=1");
        assertThat(request.header("traceparent"))
                .hasValueSatisfying(parent -> assertThat(parent)
                        .matches("00-" + trace + "-[0-9a-f]{16}-01")
                        .doesNotContain("00f067aa0ba902b7"));
        assertThat(request.header("tracestate")).contains("a=1");
    }

    @Test
    void a_malformed_trace_is_replaced() throws IOException {
        var request = passOn("traceparent: 00-zz-00f067aa0ba902b7-01", "tracestate: a=1");
        assertThat(request.header("traceparent"))
                .hasValueSatisfying(parent -> assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        assertThat(request.all("tracestate")).isEmpty();
    }

    @Test
    void replies_lose_what_is_not_for_clients() {
        var reply = send(to("/v1/echo", world.token("viewer"))).headers();

        assertThat(reply.firstValue("Server")).isEmpty();
        assertThat(reply.firstValue("X-Powered-By")).isEmpty();
        assertThat(reply.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.firstValue("Keep-Alive")).isEmpty();
        assertThat(reply.firstValue("X-Hop")).isEmpty();
        assertThat(reply.firstValue("ETag")).contains("\"7\"");
        assertThat(reply.firstValue("X-Custom")).contains("kept");
    }

    @Test
    void a_services_word_to_the_client_passes() {
        var reply = send(to("/v1/echo", world.token("viewer")).DELETE().header("If-Match", "\"7\""));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().allValues("ETag")).containsExactly("\"7\"");
        assertThat(reply.headers().allValues("Idempotency-Replayed")).containsExactly("true");
        assertThat(reply.headers().allValues("Retry-After")).containsExactly("7");
        assertThat(world.upstream().received(mark)).singleElement().satisfies(request -> {
            assertThat(request.startLine()).startsWith("DELETE /v1/echo?");
            assertThat(request.all("If-Match")).containsExactly("\"7\"");
        });
    }

    @Test
    void a_services_demand_for_a_second_factor_passes() {
        var reply = send(to("/v1/step-up", world.token("viewer")).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"insufficient_user_authentication\", acr_values=\"2\"");
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.body()).isEqualTo("{\"status\":401,\"code\":\"NEED_FACTOR\"}");
        assertThat(world.upstream().received(mark)).hasSize(1);
    }

    @Test
    void every_reply_has_the_security_headers() {
        for (var reply : List.of(
                send(to("/v1/echo", world.token("viewer"))),
                send(to("/v1/echo")),
                send(to("/v1/unknown")),
                send(to("/v1/absent", world.token("viewer"))),
                send(to("/v1/notices").POST(HttpRequest.BodyPublishers.noBody())))) {
            var headers = reply.headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
        }
    }

    /** What the service saw of a good request with these header lines added. */
    private HttpMessage passOn(String... headers) throws IOException {
        var ownMark = UUID.randomUUID().toString();
        try (var client = raw()) {
            client.lines(
                    "GET /v1/echo?mark=" + ownMark + " HTTP/1.1",
                    "Host: shop.test:8080",
                    "Authorization: Bearer " + world.token("viewer"));
            client.lines(headers).lines("");
            assertThat(client.reply().status()).isEqualTo(200);
        }
        return world.upstream().received(ownMark).get(0);
    }
}
