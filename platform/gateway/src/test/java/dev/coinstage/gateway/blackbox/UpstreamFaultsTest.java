package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coinstage.gateway.fixture.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UpstreamFaultsTest extends BlackBox {

    @Test
    void a_service_that_is_down_is_unavailable() {
        assertProblem(send(to("/v1/absent", world.token("viewer"))), 502, "UPSTREAM_UNAVAILABLE");
        // milliseconds when nothing else runs on the machine; nowhere near a connect or route timeout in any case
        var token = world.token("viewer");
        var began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(send(to("/v1/absent", token)).statusCode()).isEqualTo(502);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_service_that_hangs_is_given_up_at_the_routes_timeout_and_its_connection_closed() {
        var token = world.token("viewer");
        var began = System.nanoTime();
        assertProblem(send(to("/v1/hung", token)), 504, "UPSTREAM_TIMEOUT");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
        assertThat(world.upstream().received(mark)).hasSize(1);
        await().until(() -> !world.upstream().isOpen(mark));
    }

    @Test
    void a_client_that_leaves_takes_its_request_along() throws IOException {
        var client = get("/v1/stream");
        await().until(() -> world.upstream().isOpen(mark));
        client.close();
        await().until(() -> !world.upstream().isOpen(mark));
    }

    @Test
    void a_service_that_talks_nonsense_is_unavailable() {
        assertProblem(send(to("/v1/garbage", world.token("viewer"))), 502, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void a_service_that_leaves_before_its_reply_is_unavailable() {
        assertProblem(send(to("/v1/early-close", world.token("viewer"))), 502, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void a_reply_that_breaks_off_breaks_off_for_the_client_too() {
        assertThatThrownBy(() -> send(to("/v1/cut", world.token("viewer")))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void events_arrive_one_by_one_and_the_end_of_the_reader_ends_the_stream() throws IOException {
        try (var client = get("/v1/stream")) {
            var head = client.reply();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).contains("text/event-stream");
            for (var event : new String[] {"first", "second"}) {
                world.upstream().emit(mark, event);
                assertThat(client.line()).isNotEmpty();
                assertThat(client.line()).isEqualTo("data: " + event);
                assertThat(client.line()).isEmpty();
                assertThat(client.line()).isEmpty();
            }
            assertThat(world.upstream().isOpen(mark)).isTrue();
        }
        await().until(() -> !world.upstream().isOpen(mark));
    }

    private RawConnection get(String path) throws IOException {
        return raw().lines(
                        "GET " + path + "?mark=" + mark + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + world.token("viewer"),
                        "");
    }
}
