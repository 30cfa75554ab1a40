package dev.coinstage.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinstage.gateway.GatewayConfig;
import dev.coinstage.gateway.fixture.HttpMessage;
import dev.coinstage.gateway.fixture.RawConnection;
import dev.coinstage.gateway.fixture.World;
import dev.coinstage.gateway.limit.RateLimits;
import dev.coinstage.gateway.openapi.PublicDocument;
import dev.coinstage.gateway.routing.RouteFile;
import dev.coinstage.gateway.routing.Upstreams;
import dev.coinstage.gateway.token.JwksClient;
import dev.coinstage.gateway.token.SigningKeys;
import dev.coinstage.gateway.token.TokenCheck;
import dev.coinstage.gateway.token.TokenRules;
import dev.coinstage.testing.TokenIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One listener without Quarkus, with settings small enough that every bound is reached, and an issuer that comes and
 * goes.
 */
class ListenerTest {
    private final Vertx vertx = Vertx.vertx();
    private final World world = World.anywhere();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ListenAddress address = new ListenAddress("127.0.0.1", 0);
    private SigningKeys keys;

    @BeforeEach
    void open() throws Exception {
        var config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
                .withDefaultValues(Map.of(
                        "coinstage.gateway.upstreams.echo-service",
                                world.upstream().address().toString(),
                        "coinstage.gateway.upstreams.absent-service", "http://127.0.0.1:9",
                        "coinstage.gateway.body-timeout", "0.2s",
                        "coinstage.gateway.idle-timeout", "0.2s",
                        "coinstage.gateway.max-connections", "3",
                        "coinstage.gateway.upstream-connections", "1",
                        "coinstage.gateway.upstream-queue", "1"))
                .build()
                .getConfigMapping(GatewayConfig.class);
        var source = new JwksClient(
                vertx.createHttpClient(), URI.create(world.issuer().jwksUrl()), Duration.ofSeconds(2));
        keys = new SigningKeys(source, 5, Duration.ofHours(1));
        var rules = new TokenRules(world.issuer().issuer(), "coinstage", Duration.ZERO);
        var upstreams = new Upstreams(config.upstreams());
        var table = RouteFile.load(Path.of("src/test/resources/test-routes.yaml"), "client", upstreams.services());
        var gateway = new Gateway(
                table,
                upstreams,
                new Authentication(new TokenCheck(rules, keys::current, Clock.systemUTC()), keys),
                new RateLimits(100),
                new CrossOrigin(config.cors()),
                new Traffic(registry),
                PublicDocument.of("client", table, Map.of()),
                health -> health.response().end());
        finish(vertx.deployVerticle(new Listener(gateway, config, new AtomicInteger(), address, 1)));
    }

    @AfterEach
    void close() throws Exception {
        finish(vertx.close());
        world.close();
    }

    @Test
    void without_keys_a_token_cannot_be_judged_yet_and_the_gateway_recovers_alone() throws Exception {
        world.issuer().stop();
        keys.keepFresh(vertx, Duration.ofMillis(50), Duration.ofHours(1));
        try (var client = client()) {
            var reply = get(client, "/v1/echo");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body()).contains("\"code\":\"NOT_READY\"");
            assertThat(reply.header("Retry-After")).contains("1");
            world.issuer().start();
            await().until(keys::known);
            assertThat(get(client, "/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void without_keys_a_missing_token_is_still_refused_for_good() throws Exception {
        world.issuer().stop();
        try (var client = client()) {
            client.lines("GET /v1/echo HTTP/1.1", "Host: a", "");
            assertThat(client.reply().status()).isEqualTo(401);
        }
    }

    @Test
    void an_unknown_key_is_not_refused_for_good_while_the_issuer_is_down() throws Exception {
        try (var strangers = TokenIssuer.started();
                var client = client()) {
            assertThat(get(client, "/v1/echo").status()).isEqualTo(200);
            world.issuer().stop();
            var stranger = strangers.tokenFor(UUID.randomUUID(), "viewer");
            assertThat(get(client, "/v1/echo", stranger).status()).isEqualTo(503);
            world.issuer().start();
            assertThat(get(client, "/v1/echo", stranger).status()).isEqualTo(401);
        }
    }

    @Test
    void made_up_keys_cause_no_more_fetches_than_the_budget_has() throws Exception {
        try (var strangers = TokenIssuer.started();
                var client = client()) {
            for (int i = 0; i < 20; i++) {
                strangers.rotateKey();
                var token = strangers.tokenFor(UUID.randomUUID(), "viewer");
                assertThat(get(client, "/v1/echo", token).status()).isEqualTo(401);
            }
        }
        assertThat(world.issuer().keyFetches()).isEqualTo(5);
    }

    @Test
    void a_body_that_does_not_arrive_times_out() throws Exception {
        try (var client = client()) {
            client.lines(
                            "POST /v1/echo HTTP/1.1",
                            "Host: a",
                            "Authorization: Bearer " + world.token("viewer"),
                            "Content-Length: 10",
                            "")
                    .text("half");
            var reply = client.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body()).contains("\"code\":\"REQUEST_TIMEOUT\"");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void an_idle_connection_and_half_a_head_are_closed_but_a_stream_is_not() throws Exception {
        try (var idle = client();
                var dribbling = client().text("GET /v1/echo HTTP/1.1\r\nHos");
                var streaming = client()) {
            assertThat(get(streaming, "/v1/stream").status()).isEqualTo(200);
            assertThat(idle.isClosedByPeer()).isTrue();
            assertThat(dribbling.isClosedByPeer()).isTrue();
            assertThat(world.upstream().isOpen("/v1/stream")).isTrue();
        }
    }

    @Test
    void connections_beyond_the_bound_are_closed_at_once() throws Exception {
        var clients = new ArrayList<RawConnection>();
        for (int i = 0; i < 3; i++) {
            var client = client();
            clients.add(client);
            assertThat(get(client, "/v1/stream").status()).isEqualTo(200);
        }
        try (var fourth = client()) {
            assertThat(fourth.isClosedByPeer()).isTrue();
        }
        for (var client : clients) {
            client.close();
        }
        await().untilAsserted(() -> {
            try (var again = client()) {
                assertThat(get(again, "/v1/echo").status()).isEqualTo(200);
            }
        });
    }

    @Test
    void more_requests_than_may_wait_for_a_service_are_turned_away() throws Exception {
        try (var first = client();
                var second = client();
                var third = client()) {
            first.lines("GET /v1/hung HTTP/1.1", "Host: a", "Authorization: Bearer " + world.token("viewer"), "");
            await().until(() -> world.upstream().isOpen("/v1/hung"));
            second.lines("GET /v1/hung?2 HTTP/1.1", "Host: a", "Authorization: Bearer " + world.token("viewer"), "");
            third.lines("GET /v1/hung?3 HTTP/1.1", "Host: a", "Authorization: Bearer " + world.token("viewer"), "");
            var statuses = Set.of(second.reply().status(), third.reply().status());
            assertThat(statuses).containsExactlyInAnyOrder(503, 504);
        }
    }

    @Test
    void readers_of_the_document_have_an_allowance_of_their_own() throws Exception {
        try (var client = client()) {
            var reply = document(client);
            int served = 0;
            // one comes back each second, so a slow machine serves a few more than sixty
            while (reply.status() == 200 && served < 200) {
                served++;
                reply = document(client);
            }
            assertThat(served).isGreaterThanOrEqualTo(60);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.body()).contains("\"code\":\"RATE_LIMITED\"", "\"limit\":60");
            assertThat(reply.header("Retry-After")).contains("1");
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(get(client, "/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void traffic_is_counted_by_route_and_code_and_never_by_path() throws Exception {
        try (var client = client()) {
            get(client, "/v1/echo/0197");
            client.lines("GET /v1/echo/0198 HTTP/1.1", "Host: a", "");
            client.reply();
        }
        await().untilAsserted(() -> assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("route") + " "
                        + meter.getId().getTag("status") + " "
                        + meter.getId().getTag("code"))
                .containsExactlyInAnyOrder("echo 200 none", "echo 401 UNAUTHENTICATED"));
    }

    private RawConnection client() throws IOException {
        return new RawConnection(URI.create("http://127.0.0.1:" + address.boundPort()));
    }

    private static HttpMessage document(RawConnection client) throws IOException {
        return client.lines("GET /openapi HTTP/1.1", "Host: a", "").reply();
    }

    private HttpMessage get(RawConnection client, String path) throws IOException {
        return get(client, path, world.token("viewer"));
    }

    private static HttpMessage get(RawConnection client, String path, String token) throws IOException {
        return client.lines("GET " + path + " HTTP/1.1", "Host: a", "Authorization: Bearer " + token, "")
                .reply();
    }

    private static void finish(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
