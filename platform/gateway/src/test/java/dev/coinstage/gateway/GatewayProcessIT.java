package dev.coinstage.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.gateway.fixture.GatewayProcess;
import dev.coinstage.gateway.fixture.World;
import dev.coinstage.testing.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged gateway with the product's own route table: what needs a start, a key budget or both gateways. */
class GatewayProcessIT {
    private static final List<String> SERVICES =
            List.of("wallet-service", "promote-service", "payout-service", "fraud-service");

    private final World world = World.anywhere();

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void it_starts_before_the_issuer_and_recovers() throws IOException {
        world.issuer().stop();
        try (var gateway = started("client")) {
            var early = gateway.get("/v1/gifts", bearer("viewer"));
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.body()).contains("\"code\":\"NOT_READY\"");
            assertThat(early.header("Retry-After")).contains("1");
            assertThat(gateway.get("/q/health/ready").status()).isEqualTo(503);
            assertThat(gateway.get("/openapi").status()).isEqualTo(200);

            world.issuer().start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.get("/q/health/ready").status() == 200);
            assertThat(gateway.get("/v1/gifts", bearer("viewer")).status()).isEqualTo(200);
        }
    }

    @Test
    void made_up_keys_cost_few_fetches_and_a_rotated_key_is_accepted_at_once() throws IOException {
        try (var gateway = started("client");
                var strangers = TokenIssuer.started()) {
            await().until(() -> gateway.get("/q/health/ready").status() == 200);
            world.issuer().rotateKey();
            assertThat(gateway.get("/v1/gifts", bearer("viewer")).status()).isEqualTo(200);

            int before = world.issuer().keyFetches();
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                var madeUp = "Authorization: Bearer " + strangers.tokenFor(UUID.randomUUID(), "viewer");
                assertThat(gateway.get("/v1/gifts", madeUp).status()).isEqualTo(401);
            }
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            // five at once, one more every five seconds
            assertThat((long) world.issuer().keyFetches() - before).isBetween(1L, 5 + seconds / 5 + 1);

            world.issuer().rotateKey();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.get("/v1/gifts", bearer("viewer")).status() == 200);
        }
    }

    @Test
    void each_gateway_knows_its_own_routes_alone_and_tells_of_them() throws IOException {
        try (var client = started("client");
                var security = started("security")) {
            await().until(() -> client.get("/q/health/ready").status() == 200
                    && security.get("/q/health/ready").status() == 200);
            var everybody = bearer("viewer", "creator", "finance", "security-analyst", "security-lead");
            assertThat(client.get("/v1/lives/17", everybody).status()).isEqualTo(200);
            assertThat(security.get("/v1/cases", everybody).status()).isEqualTo(200);
            for (var path : List.of("/v1/cases", "/v1/decisions/17", "/v1/disputes", "/v1/restrictions")) {
                assertThat(client.get(path, everybody).status()).as(path).isEqualTo(404);
            }
            for (var path : List.of("/v1/lives/17", "/v1/gifts", "/v1/payouts", "/v1/card-provider/notices")) {
                assertThat(security.get(path, everybody).status()).as(path).isEqualTo(404);
            }
            assertThat(pathsOf(client)).contains("/v1/lives/{liveId}/gifts").doesNotContain("/v1/cases");
            assertThat(pathsOf(security)).contains("/v1/cases").doesNotContain("/v1/lives/{liveId}/gifts");
            assertThat(client.output() + security.output()).doesNotContain("has a gap");
        }
    }

    @Test
    void it_stops_with_a_message_when_its_table_is_flawed() {
        var settings = settings("client");
        settings.put("coinstage.gateway.routes", "none.yaml");
        var failure = catchThrowable(() -> GatewayProcess.started(settings));
        assertThat(failure).hasMessageContaining("The gateway ended").hasMessageContaining("none.yaml");
    }

    @Test
    void it_serves_without_a_services_document_and_says_so() throws IOException {
        var settings = settings("client");
        settings.put("coinstage.gateway.openapi.documents.payout-service", "none.yaml");
        try (var gateway = GatewayProcess.started(settings)) {
            assertThat(gateway.output()).contains("payout-service is left out: none.yaml does not exist");
            assertThat(pathsOf(gateway)).contains("/v1/gifts").doesNotContain("/v1/payouts");
            await().until(() -> gateway.get("/v1/payouts", bearer("creator")).status() == 200);
        }
    }

    private static List<String> pathsOf(GatewayProcess gateway) throws IOException {
        var paths = new ArrayList<String>();
        new ObjectMapper()
                .readTree(gateway.get("/openapi").body())
                .path("paths")
                .fieldNames()
                .forEachRemaining(paths::add);
        return paths;
    }

    private String bearer(String... roles) {
        return "Authorization: Bearer " + world.token(roles);
    }

    private GatewayProcess started(String name) throws IOException {
        return GatewayProcess.started(settings(name));
    }

    private Map<String, String> settings(String name) {
        var settings = new HashMap<String, String>();
        settings.put("coinstage.gateway.name", name);
        settings.put("coinstage.gateway.routes", "../../helm/coinstage/routes.yaml");
        settings.put("coinstage.oidc.issuer", world.issuer().issuer());
        settings.put("coinstage.oidc.jwks-url", world.issuer().jwksUrl());
        for (var service : SERVICES) {
            settings.put(
                    "coinstage.gateway.upstreams." + service,
                    world.upstream().address().toString());
            settings.put(
                    "coinstage.gateway.openapi.documents." + service,
                    "../../" + service + "/src/main/resources/openapi/openapi.yaml");
        }
        return settings;
    }
}
