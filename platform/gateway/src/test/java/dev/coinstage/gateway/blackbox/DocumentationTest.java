package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The gateway's own document of what it lets through. */
@QuarkusTest
class DocumentationTest extends BlackBox {

    @Test
    void the_document_needs_no_token_and_is_json_by_default() throws IOException {
        var reply = send(to("/openapi"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        assertThat(reply.headers().allValues("Vary")).contains("Accept");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var document = new ObjectMapper().readTree(reply.body());
        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.at("/paths/~1v1~1echo~1{id}/get/x-roles").toString())
                .isEqualTo("[\"creator\",\"viewer\"]");
        assertThat(reply.body()).doesNotContain("/internal").doesNotContain("/v1/console");
    }

    @Test
    void yaml_is_given_to_whom_asks_for_it_and_says_the_same() throws IOException {
        var yaml = send(to("/openapi").header("Accept", "application/yaml"));

        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(yaml.headers().allValues("Vary")).contains("Accept");
        assertThat(new YAMLMapper().readTree(yaml.body()))
                .isEqualTo(new ObjectMapper().readTree(send(to("/openapi")).body()));
    }

    @Test
    void a_document_that_the_client_has_is_not_sent_again() {
        var json = etag(send(to("/openapi")));
        var yaml = etag(send(to("/openapi").header("Accept", "application/yaml")));

        assertThat(json).matches("\"[0-9a-f]{32}\"").isNotEqualTo(yaml);
        for (var tags : new String[] {json, "W/" + json, "\"other\", " + json, "*"}) {
            var reply = send(to("/openapi").header("If-None-Match", tags));
            assertThat(reply.statusCode()).as(tags).isEqualTo(304);
            assertThat(reply.body()).isEmpty();
            assertThat(etag(reply)).isEqualTo(json);
            assertThat(reply.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        }
        assertThat(send(to("/openapi").header("If-None-Match", yaml)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void its_readers_are_counted_by_address() {
        var first = send(to("/openapi"));
        var second = send(to("/openapi").header("X-Forwarded-For", "10.0.0.1"));

        assertThat(first.headers().firstValue("RateLimit-Limit")).contains("60");
        assertThat(second.headers().firstValueAsLong("RateLimit-Remaining").orElseThrow())
                .isLessThanOrEqualTo(
                        first.headers().firstValueAsLong("RateLimit-Remaining").orElseThrow());
    }

    @Test
    void it_can_only_be_read() {
        var reply = send(to("/openapi").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertProblem(reply, 405, "METHOD_NOT_ALLOWED");
        assertThat(reply.headers().firstValue("Allow")).contains("GET");
        assertProblem(
                send(to("/openapi").method("GET", HttpRequest.BodyPublishers.ofString("{}"))), 413, "BODY_TOO_LARGE");
        assertProblem(send(to("/openapi/x")), 404, "NOT_FOUND");
    }

    @Test
    void a_page_may_ask_for_it_with_a_tag() {
        var reply = send(to("/openapi")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.coinstage.test")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "if-none-match"));
        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Methods")).contains("GET");
    }

    private static String etag(HttpResponse<String> reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }
}
