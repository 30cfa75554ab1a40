package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LimitsTest extends BlackBox {

    @Test
    void a_subject_beyond_its_allowance_must_wait_and_others_need_not() {
        var token = world.token("viewer");
        for (int left = 2; left >= 0; left--) {
            var reply = send(to("/v1/scarce", token));
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("RateLimit-Limit")).contains("3");
            assertThat(reply.headers().firstValue("RateLimit-Remaining")).contains(Integer.toString(left));
            // a third of the hour for each request that was used
            assertThat(reply.headers().firstValueAsLong("RateLimit-Reset").orElseThrow())
                    .isBetween((3 - left) * 1200L - 30, (3 - left) * 1200L);
        }
        var refused = send(to("/v1/scarce", token));

        var problem = assertProblem(refused, 429, "RATE_LIMITED");
        assertThat(problem.path("limit").asLong()).isEqualTo(3);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1170L, 1200L)
                .isEqualTo(problem.path("retryAfterSeconds").asLong());
        assertThat(refused.headers().firstValue("RateLimit-Limit")).contains("3");
        assertThat(refused.headers().firstValueAsLong("RateLimit-Reset").orElseThrow())
                .isBetween(3570L, 3600L);
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(world.upstream().received(mark)).hasSize(3);
        assertThat(send(to("/v1/scarce", world.token("viewer"))).statusCode()).isEqualTo(200);
        assertThat(send(to("/v1/echo", token)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_public_route_needs_no_token_and_counts_by_address() {
        assertThat(send(to("/v1/open")).statusCode()).isEqualTo(200);
        assertThat(send(to("/v1/open").header("X-Forwarded-For", "10.0.0.1")).statusCode())
                .isEqualTo(200);
        assertProblem(send(to("/v1/open").header("X-Forwarded-For", "10.0.0.2")), 429, "RATE_LIMITED");
        assertThat(world.upstream().received(mark)).hasSize(2);
    }

    @Test
    void a_public_route_has_a_size_limit_too() {
        assertThat(send(notice(100)).statusCode()).isEqualTo(200);
        assertProblem(send(notice(101)), 413, "BODY_TOO_LARGE");
        assertThat(world.upstream().received(mark)).hasSize(1);
    }

    /** Whoever calls a public route proves it to the service, by a signature for example. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Basic dmVyYTp4", "Signature x"})
    void a_public_route_passes_authorization_on_unread(String authorization) {
        var reply = send(notice(10).header("Authorization", authorization));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("RateLimit-Limit")).contains("10000");
        assertThat(world.upstream().received(mark))
                .singleElement()
                .satisfies(request -> assertThat(request.all("Authorization")).containsExactly(authorization));
    }

    @Test
    void a_public_route_knows_its_methods_alone() {
        assertProblem(send(to("/v1/notices")), 405, "METHOD_NOT_ALLOWED");
        assertNothingReachedTheService();
    }

    @Test
    void a_request_that_is_refused_before_the_limit_is_not_counted() {
        var reply = send(to("/v1/scarce"));
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("RateLimit-Limit")).isEmpty();
    }

    @Test
    void a_body_up_to_the_limit_passes_and_a_larger_one_does_not() {
        assertThat(send(post(1000)).statusCode()).isEqualTo(200);
        var problem = assertProblem(send(post(1001)), 413, "BODY_TOO_LARGE");
        assertThat(problem.path("limit").asLong()).isEqualTo(1000);
        assertThat(world.upstream().received(mark)).hasSize(1);
    }

    @Test
    void a_large_upload_is_refused_before_it_arrives() throws IOException {
        try (var client = raw()) {
            client.lines(
                    "POST /v1/echo?mark=" + mark + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "Content-Length: 1000000000",
                    "");
            var reply = client.reply();
            assertProblem(reply.status(), reply.body(), 413, "BODY_TOO_LARGE");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertNothingReachedTheService();
    }

    @Test
    void a_body_where_none_is_allowed_is_too_large() throws IOException {
        try (var client = raw()) {
            client.lines(
                            "GET /v1/scarce?mark=" + mark + " HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer " + world.token("viewer"),
                            "Content-Length: 1",
                            "")
                    .text("x");
            assertThat(client.reply().status()).isEqualTo(413);
        }
        assertNothingReachedTheService();
    }

    private HttpRequest.Builder notice(int bytes) {
        return to("/v1/notices").POST(HttpRequest.BodyPublishers.ofString("x".repeat(bytes)));
    }

    private HttpRequest.Builder post(int bytes) {
        return to("/v1/echo", world.token("viewer")).POST(HttpRequest.BodyPublishers.ofString("x".repeat(bytes)));
    }
}
