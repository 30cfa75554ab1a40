package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.Reply;
import dev.coinstage.local.suite.Suite;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody has to know in which order the parts come up: each waits for what it misses, says so, and recovers alone. */
@ExtendWith(RunningWorld.class)
class StartOrderIT {

    private static final String DATABASE = "postgresql";
    private static final String KEYCLOAK = "keycloak";
    private static final String WALLET = "wallet-service";
    private static final String GATEWAY = "gateway";

    /** Each service, and a path of it. */
    private static final Map<String, String> SERVICES = Map.of(
            WALLET,
            "/v1/gifts",
            "promote-service",
            "/v1/campaigns",
            "payout-service",
            "/v1/payouts",
            "fraud-service",
            "/v1/cases");

    private World world;
    private Suite suite;
    private String token;

    @BeforeEach
    void allDown(World shared) throws InterruptedException {
        world = shared;
        suite = shared.suite();
        token = shared.login("vera").token();
        List<String> reversed = new ArrayList<>(Suite.names());
        Collections.reverse(reversed);
        reversed.forEach(suite::stop);
    }

    @AfterEach
    void allUp() throws InterruptedException {
        Suite.names().forEach(suite::start);
        suite.awaitHealthy(World.PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security-gateway gateway fraud-service payout-service promote-service wallet-service sandbox keycloak postgresql",
                "keycloak gateway payout-service postgresql fraud-service wallet-service sandbox security-gateway promote-service",
                "promote-service fraud-service wallet-service payout-service postgresql sandbox gateway security-gateway keycloak"
            })
    void any_start_order_ends_healthy_and_serving(String order) throws InterruptedException {
        for (String name : order.split(" ")) {
            suite.start(name);
            // the next one only when this one's process is there: otherwise all would come at once
            await().atMost(World.PATIENCE).until(() -> hasRun(name));
        }

        suite.awaitHealthy(World.PATIENCE);

        Session vera = world.login("vera");
        assertThat(world.gateway().get(vera, "/v1/gifts").status()).isEqualTo(200);
        assertThat(world.gateway().get(vera, "/v1/accounts").status()).isEqualTo(200);
        Session carla = world.login("carla");
        assertThat(world.gateway().get(carla, "/v1/campaigns").status()).isEqualTo(200);
        assertThat(world.gateway().get(carla, "/v1/payouts").status()).isEqualTo(200);
        assertThat(world.securityGateway().get(world.login("sam"), "/v1/cases").status())
                .isEqualTo(200);
    }

    @Test
    void who_misses_something_answers_so_at_once_as_a_problem_document() throws InterruptedException {
        for (String name : SERVICES.keySet()) {
            suite.start(name);
            Reply service = firstAnswer(service(name), SERVICES.get(name));
            assertProblem(service, 503, "NOT_READY");
            assertThat(service.body().path("waitingFor"))
                    .as(name)
                    .extracting(JsonNode::asText)
                    .contains("database", "identity-provider");
            assertThat(service.headers().firstValue("Retry-After")).isPresent();
        }

        suite.start(GATEWAY);
        Reply gateway = firstAnswer(world.gateway(), "/v1/gifts");
        assertProblem(gateway, 503, "NOT_READY");
        assertThat(gateway.headers().firstValue("Retry-After")).isPresent();

        suite.stop(WALLET);
        List.of(DATABASE, KEYCLOAK).forEach(suite::start);
        await().atMost(World.PATIENCE).until(() -> suite.isHealthy(GATEWAY));
        assertProblem(world.gateway().send(request(world.gateway(), "/v1/gifts")), 502, "UPSTREAM_UNAVAILABLE");
    }

    private Api service(String name) {
        return switch (name) {
            case WALLET -> world.walletService();
            case "promote-service" -> world.promoteService();
            case "payout-service" -> world.payoutService();
            default -> world.fraudService();
        };
    }

    private boolean hasRun(String name) {
        return suite.status().stream().anyMatch(one -> one.name().equals(name) && (one.pid() != 0 || one.deaths() > 0));
    }

    /** The first answer of a process that is just starting. */
    private Reply firstAnswer(Api api, String path) {
        return await().atMost(World.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(UncheckedIOException.class)
                .until(() -> api.send(request(api, path)), reply -> true);
    }

    private HttpRequest request(Api api, String path) {
        return api.request(path).header("Authorization", "Bearer " + token).build();
    }
}
