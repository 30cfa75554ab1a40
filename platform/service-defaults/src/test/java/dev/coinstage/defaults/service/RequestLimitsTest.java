package dev.coinstage.defaults.service;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done for a request before any resource sees it. */
@ServiceTest
class RequestLimitsTest {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @TestHTTPResource("/v1/probes")
    URI probes;

    private static String bodyOf(int bytes) {
        var frame = "{\"name\":\"rose\",\"quantity\":1}";
        return frame + " ".repeat(bytes - frame.length());
    }

    @Test
    void a_body_of_the_largest_size_is_taken() {
        given().contentType(ContentType.JSON)
                .body(bodyOf(LARGEST_BODY))
                .post("/v1/probes")
                .then()
                .statusCode(200);
    }

    @Test
    void a_larger_body_is_refused() {
        given().contentType(ContentType.JSON)
                .header("X-Request-Id", "large-1")
                .body(bodyOf(LARGEST_BODY + 1))
                .post("/v1/probes")
                .then()
                .spec(problem(413, "BODY_TOO_LARGE"))
                .body("requestId", equalTo("large-1"))
                .body("largestBytes", equalTo(LARGEST_BODY))
                .header("X-Request-Id", "large-1");
    }

    /** By Quarkus, while it reads; the gateway refuses such bodies before, with a document. */
    @Test
    void a_larger_body_of_unstated_length_is_refused() throws IOException, InterruptedException {
        var body = bodyOf(LARGEST_BODY + 1).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(probes)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        var reply = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b5a", "A.b_c-1"})
    void a_request_id_is_kept(String id) {
        given().header("X-Request-Id", id)
                .get("/v1/probes/bug")
                .then()
                .header("X-Request-Id", id)
                .body("requestId", equalTo(id));
    }

    @Test
    void a_request_without_an_id_gets_one() {
        given().get("/v1/probes/open").then().header("X-Request-Id", matchesPattern(UUID_V7));
    }

    /** It goes into log lines: nobody may write those for us. */
    @ParameterizedTest
    @ValueSource(strings = {"a b", "{}", "a;b", "\u00e9", "<script>"})
    void an_ill_formed_request_id_is_replaced(String id) {
        given().header("X-Request-Id", id)
                .get("/v1/probes/bug")
                .then()
                .header("X-Request-Id", matchesPattern(UUID_V7))
                .body("requestId", not(equalTo(id)));
    }

    @Test
    void a_request_id_has_at_most_64_characters() {
        var longest = "x".repeat(64);
        given().header("X-Request-Id", longest).get("/v1/probes/open").then().header("X-Request-Id", longest);
        given().header("X-Request-Id", longest + "x")
                .get("/v1/probes/open")
                .then()
                .header("X-Request-Id", matchesPattern(UUID_V7));
    }
}
