package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CrossOriginTest extends BlackBox {
    private static final String ALLOWED = "https://app.coinstage.test";

    @Test
    void a_preflight_of_an_allowed_origin_is_answered_without_a_token() {
        var reply = send(preflight("/v1/echo", ALLOWED));

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).contains(ALLOWED);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Methods")).contains("DELETE, GET, POST, PUT");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("Authorization", "Idempotency-Key"));
        assertThat(reply.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertNothingReachedTheService();
    }

    @Test
    void a_preflight_of_another_origin_is_refused() {
        var reply = send(preflight("/v1/echo", "https://evil.test"));

        assertProblem(reply, 403, "CORS_REFUSED");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_preflight_of_an_unknown_path_is_not_found() {
        assertProblem(send(preflight("/v1/unknown", ALLOWED)), 404, "NOT_FOUND");
    }

    @Test
    void options_without_a_preflights_headers_is_a_wrong_method() {
        assertProblem(
                send(to("/v1/echo").method("OPTIONS", HttpRequest.BodyPublishers.noBody())), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void an_allowed_page_may_read_replies_and_refusals() {
        var reply = send(to("/v1/echo", world.token("viewer")).header("Origin", ALLOWED));
        var refusal = send(to("/v1/echo").header("Origin", ALLOWED));

        assertThat(reply.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ALLOWED);
        assertThat(reply.headers().firstValue("Vary")).contains("Origin");
        assertThat(refusal.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ALLOWED);
    }

    @Test
    void an_allowed_page_may_read_what_it_needs_to_act() {
        var replies = List.of(
                send(to("/v1/echo", world.token("viewer")).header("Origin", ALLOWED)),
                send(to("/v1/echo").header("Origin", ALLOWED)),
                send(to("/v1/step-up", world.token("viewer"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .header("Origin", ALLOWED)));
        assertThat(replies)
                .allSatisfy(reply -> assertThat(List.of(reply.headers()
                                .firstValue("Access-Control-Expose-Headers")
                                .orElse("")
                                .split(", ")))
                        .contains(
                                "WWW-Authenticate",
                                "ETag",
                                "Location",
                                "Idempotency-Replayed",
                                "Retry-After",
                                "RateLimit-Limit",
                                "RateLimit-Remaining",
                                "RateLimit-Reset",
                                "X-Request-Id"));
    }

    @Test
    void another_page_may_not() {
        var reply = send(to("/v1/echo", world.token("viewer")).header("Origin", "https://evil.test"));

        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.headers().firstValue("Access-Control-Expose-Headers")).isEmpty();
        assertThat(reply.headers().firstValue("Vary")).contains("Origin");
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return to(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization");
    }
}
