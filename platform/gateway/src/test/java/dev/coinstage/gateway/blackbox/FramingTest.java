package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two HTTP parsers could read differently is refused, and the connection with it. */
@QuarkusTest
class FramingTest extends BlackBox {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "transfer-encoding: CHUNKED",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:\tchunked"
            })
    void any_transfer_encoding_needs_a_length_instead(String header) throws IOException {
        refusesAndCloses(411, "LENGTH_REQUIRED", header);
    }

    @Test
    void a_length_beside_a_transfer_encoding_does_not_help() throws IOException {
        refusesAndCloses(411, "LENGTH_REQUIRED", "Content-Length: 5", "Transfer-Encoding: chunked");
        refusesAndCloses(411, "LENGTH_REQUIRED", "Transfer-Encoding: chunked", "Content-Length: 5");
    }

    @Test
    void two_lengths_are_malformed() throws IOException {
        refusesAndCloses(400, "MALFORMED_REQUEST", "Content-Length: 5", "Content-Length: 6");
        refusesAndCloses(400, "MALFORMED_REQUEST", "Content-Length: 5", "Content-Length: 5");
        refusesAndCloses(400, "MALFORMED_REQUEST", "Content-Length: 5, 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+5", "0x5", "5 5", "", "99999999999999999999", "5;a"})
    void a_length_that_is_no_number_is_malformed(String length) throws IOException {
        refusesAndCloses(400, "MALFORMED_REQUEST", "Content-Length: " + length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length : 5",
                " Content-Length: 5",
                "No-Colon",
                "Bad Name: x",
                "X-Under_score: x",
                "Content_Length: 5"
            })
    void a_malformed_header_is_refused(String header) throws IOException {
        refusesAndCloses(400, "MALFORMED_REQUEST", header);
    }

    @Test
    void exactly_one_host_is_needed() throws IOException {
        refusesWithHead(400, "MALFORMED_REQUEST", List.of("Host: a", "Host: b"));
        refusesWithHead(400, "MALFORMED_REQUEST", List.of("Host: a", "Host: a"));
        refusesWithHead(400, "MALFORMED_REQUEST", List.of());
        refusesWithHead(400, "MALFORMED_REQUEST", List.of("Host: a/b"));
        refusesWithHead(400, "MALFORMED_REQUEST", List.of("Host: user@a"));
    }

    @Test
    void old_http_is_told_to_upgrade() throws IOException {
        try (var client = raw()) {
            client.lines("GET /v1/echo HTTP/1.0", "Host: localhost", "");
            var reply = client.reply();
            assertProblem(reply.status(), reply.body(), 426, "UPGRADE_REQUIRED");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void what_is_not_http_is_malformed() throws IOException {
        try (var client = raw()) {
            client.lines("HELLO", "");
            var reply = client.reply();
            assertProblem(reply.status(), reply.body(), 400, "MALFORMED_REQUEST");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void a_request_behind_a_refused_one_is_never_heard() throws IOException {
        try (var client = raw()) {
            client.lines(
                    "POST /v1/echo?mark=" + mark + "-1 HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "Content-Length: 4",
                    "Transfer-Encoding: chunked",
                    "",
                    "0",
                    "",
                    "GET /v1/echo?mark=" + mark + "-2 HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "");
            assertThat(client.reply().status()).isEqualTo(411);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertNothingReachedTheService();
    }

    @Test
    void what_follows_a_body_beyond_its_length_is_not_part_of_it() throws IOException {
        try (var client = raw()) {
            client.lines(
                            "POST /v1/echo?mark=" + mark + " HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer " + world.token("viewer"),
                            "Content-Length: 5",
                            "")
                    .text("hello" + "x".repeat(50_000) + "\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(200);
            assertThat(client.reply().status()).isBetween(400, 431);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(world.upstream().received(mark))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("hello"));
    }

    @Test
    void sound_requests_share_a_connection() throws IOException {
        try (var client = raw()) {
            for (int i = 0; i < 3; i++) {
                client.lines(
                                "POST /v1/echo?mark=" + mark + " HTTP/1.1",
                                "Host: localhost",
                                "Authorization: Bearer " + world.token("viewer"),
                                "Content-Length: 5",
                                "")
                        .text("hello");
                assertThat(client.reply().status()).isEqualTo(200);
            }
        }
        assertThat(world.upstream().received(mark))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.body()).isEqualTo("hello"));
    }

    @Test
    void a_refusal_that_is_not_about_framing_keeps_the_connection() throws IOException {
        try (var client = raw()) {
            client.lines("POST /v1/echo HTTP/1.1", "Host: localhost", "Content-Length: 5", "")
                    .text("hello");
            assertThat(client.reply().status()).isEqualTo(401);
            client.lines(
                    "GET /v1/echo?mark=" + mark + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "");
            assertThat(client.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void another_expectation_than_to_continue_is_refused() throws IOException {
        refusesAndCloses(417, "EXPECTATION_FAILED", "Expect: wonders");
    }

    @Test
    void an_expected_continue_is_given() throws IOException {
        try (var client = raw()) {
            client.lines(
                    "POST /v1/echo?mark=" + mark + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + world.token("viewer"),
                    "Expect: 100-continue",
                    "Content-Length: 5",
                    "");
            assertThat(client.reply().status()).isEqualTo(100);
            client.text("hello");
            assertThat(client.reply().status()).isEqualTo(200);
        }
        assertThat(world.upstream().received(mark))
                .singleElement()
                .satisfies(request -> assertThat(request.all("Expect")).isEmpty());
    }

    @Test
    void too_long_a_target_and_too_large_headers_are_refused() throws IOException {
        try (var client = raw()) {
            client.lines("GET /v1/echo?" + "a".repeat(5000) + " HTTP/1.1", "Host: localhost", "");
            var reply = client.reply();
            assertProblem(reply.status(), reply.body(), 414, "URI_TOO_LONG");
        }
        refusesAndCloses(431, "HEADERS_TOO_LARGE", "X-Large: " + "a".repeat(20_000));
    }

    private void refusesAndCloses(int status, String code, String... headers) throws IOException {
        var head = new ArrayList<>(List.of("Host: localhost"));
        head.addAll(List.of(headers));
        refusesWithHead(status, code, head);
    }

    private void refusesWithHead(int status, String code, List<String> headers) throws IOException {
        try (var client = raw()) {
            client.lines("POST /v1/echo?mark=" + mark + " HTTP/1.1", "Authorization: Bearer " + world.token("viewer"));
            client.lines(headers.toArray(String[]::new)).lines("");
            var reply = client.reply();
            assertProblem(reply.status(), reply.body(), status, code);
            assertThat(reply.header("Connection")).contains("close");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertNothingReachedTheService();
    }
}
