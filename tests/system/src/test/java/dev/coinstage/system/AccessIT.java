package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Reply;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what: tokens, owners and roles. */
@ExtendWith(RunningWorld.class)
class AccessIT {

    private static final List<String> EVERYBODY = List.of("vera", "carla", "mona", "felix", "sam", "lea", "otto");

    /** A login each for all tests. */
    private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

    private World world;
    private Api gateway;
    private Session vera;

    @BeforeEach
    void aViewer(World shared) throws InterruptedException {
        world = shared;
        gateway = shared.gateway();
        vera = shared.login("vera");
    }

    @Test
    void without_a_token_nothing_is_shown() throws InterruptedException {
        assertProblem(gateway.send(gateway.request("/v1/accounts").build()), 401, "UNAUTHENTICATED");
    }

    @Test
    void an_expired_token_is_refused_although_the_realm_signed_it()
            throws InterruptedException, SQLException, GeneralSecurityException {
        try (Connection keycloak = world.database("keycloak")) {
            TokenForge forge = new TokenForge(vera.token());
            String fresh = forge.expiredAt(Instant.now().plusSeconds(60).getEpochSecond(), keycloak);
            String expired = forge.expiredAt(Instant.now().minusSeconds(60).getEpochSecond(), keycloak);

            assertThat(with(fresh).status()).as("the forged signature is right").isEqualTo(200);
            assertProblem(with(expired), 401, "TOKEN_EXPIRED");
        }
    }

    @Test
    void a_token_that_a_stranger_signed_is_refused() throws InterruptedException, GeneralSecurityException {
        assertProblem(with(new TokenForge(vera.token()).signedByAStranger()), 401, "UNAUTHENTICATED");
    }

    @Test
    void a_token_with_another_role_written_into_it_is_refused() throws InterruptedException {
        assertProblem(with(new TokenForge(vera.token()).altered()), 401, "UNAUTHENTICATED");
    }

    @Test
    void the_service_itself_checks_tokens_and_roles_too() throws InterruptedException, GeneralSecurityException {
        Api wallet = world.walletService();

        assertProblem(wallet.send(wallet.request("/v1/accounts").build()), 401, "UNAUTHENTICATED");
        assertProblem(
                wallet.send(wallet.request("/v1/accounts")
                        .header("Authorization", "Bearer " + new TokenForge(vera.token()).signedByAStranger())
                        .build()),
                401,
                "UNAUTHENTICATED");
        assertProblem(wallet.post(vera, "/v1/lives", Api.key(), "{\"title\": \"Mine\"}"), 403, "FORBIDDEN");
    }

    @Test
    void another_viewers_account_is_not_found_and_finance_sees_it() throws InterruptedException {
        String account = accountOfVera();

        assertThat(gateway.get(vera, "/v1/accounts/" + account).status()).isEqualTo(200);
        assertProblem(gateway.get(world.login("viewer001"), "/v1/accounts/" + account), 404, "ACCOUNT_NOT_FOUND");
        assertProblem(
                gateway.get(world.login("viewer001"), "/v1/accounts/" + account + "/statement"),
                404,
                "ACCOUNT_NOT_FOUND");
        assertThat(gateway.get(world.login("felix"), "/v1/accounts/" + account).status())
                .isEqualTo(200);
        assertProblem(gateway.get(world.login("mona"), "/v1/accounts/" + account), 403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client   | GET    | /v1/contents/{id}         | vera carla",
                "client   | POST   | /v1/contents              | carla",
                "client   | GET    | /v1/campaigns             | carla",
                "client   | POST   | /v1/campaigns             | carla",
                "client   | POST   | /v1/campaigns/{id}/submit | carla",
                "client   | POST   | /v1/campaigns/{id}/cancel | carla",
                "client   | POST   | /v1/ad-decisions          | vera carla",
                "client   | POST   | /v1/ad-notices            | vera carla",
                "client   | GET    | /v1/card-purchases/{id}   | vera carla",
                "client   | POST   | /v1/card-purchases        | vera carla",
                "client   | GET    | /v1/payout-methods        | carla",
                "client   | POST   | /v1/payout-methods        | carla",
                "client   | POST   | /v1/payout-quotes         | carla",
                "client   | GET    | /v1/payouts               | carla felix",
                "client   | POST   | /v1/payouts               | carla",
                "client   | POST   | /v1/payouts/{id}/cancel   | carla",
                "security | GET    | /v1/cases                 | sam lea",
                "security | POST   | /v1/cases/{id}/notes      | sam lea",
                "security | POST   | /v1/cases/{id}/decision   | sam lea",
                "security | GET    | /v1/decisions/{id}        | sam lea",
                "security | GET    | /v1/disputes              | sam lea",
                "security | GET    | /v1/restrictions?userId={id} | sam lea",
                "security | POST   | /v1/restrictions          | lea",
                "security | GET    | /v1/list-entries          | sam lea",
                "security | POST   | /v1/list-entries          | lea",
                "security | DELETE | /v1/list-entries/{id}     | lea"
            })
    void each_route_lets_its_roles_in_and_nobody_else(String door, String method, String path, String allowed)
            throws InterruptedException {
        Api api = door.equals("client") ? gateway : world.securityGateway();
        String concrete = path.replace("{id}", Api.key().toString());

        assertProblem(api.send(request(api, method, concrete).build()), 401, "UNAUTHENTICATED");
        for (String username : EVERYBODY) {
            Reply reply = api.send(request(api, method, concrete)
                    .header("Authorization", "Bearer " + session(username).token())
                    .build());
            if (List.of(allowed.split(" ")).contains(username)) {
                assertThat(reply.code())
                        .as(username + ": " + reply.status() + " " + reply.text())
                        .isNotIn("FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND", "METHOD_NOT_ALLOWED");
                assertThat(reply.status()).as(username).isLessThan(500);
            } else {
                assertProblem(reply, 403, "FORBIDDEN");
            }
        }
    }

    private static HttpRequest.Builder request(Api api, String method, String path) {
        HttpRequest.Builder request = api.request(path);
        if (!method.equals("POST")) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .header("Idempotency-Key", Api.key().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    private Session session(String username) throws InterruptedException {
        if (!SESSIONS.containsKey(username)) {
            SESSIONS.put(username, world.login(username));
        }
        return SESSIONS.get(username);
    }

    @Test
    void a_payout_asks_for_two_factors_and_says_how_to_get_them() throws InterruptedException {
        String body = "{\"quoteId\": \"" + Api.key() + "\"}";

        Reply reply = gateway.post(session("carla"), "/v1/payouts", Api.key(), body);

        assertProblem(reply, 401, "STEP_UP_REQUIRED");
        assertThat(reply.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge)
                        .startsWith("Bearer ")
                        .contains("error=\"insufficient_user_authentication\"", "acr_values=\"2\""));
        assertProblem(gateway.post(world.freshCreator(), "/v1/payouts", Api.key(), body), 404, "QUOTE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cases",
                "/v1/decisions/x",
                "/v1/disputes",
                "/v1/restrictions",
                "/v1/list-entries",
                "/events",
                "/internal/v1/decisions",
                "/internal/v1/parked-events"
            })
    void the_security_teams_routes_and_internal_ones_are_not_on_the_client_gateway(String path)
            throws InterruptedException {
        for (String username : List.of("vera", "sam", "lea", "otto")) {
            assertProblem(gateway.get(session(username), path), 404, "NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/accounts",
                "/v1/campaigns",
                "/v1/payouts",
                "/v1/postings",
                "/v1/payout-provider/webhooks",
                "/events",
                "/internal/v1/decisions"
            })
    void apps_routes_and_internal_ones_are_not_on_the_security_gateway(String path) throws InterruptedException {
        for (String username : List.of("vera", "carla", "felix", "sam")) {
            assertProblem(world.securityGateway().get(session(username), path), 404, "NOT_FOUND");
        }
    }

    private String accountOfVera() throws InterruptedException {
        String receipt =
                world.appStore().buy(new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129), vera.subject());
        gateway.post(vera, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + receipt + "\"}")
                .expect(201, "coins");
        return gateway.get(vera, "/v1/accounts")
                .expect(200, "accounts")
                .at("/items/0/id")
                .asText();
    }

    private Reply with(String token) throws InterruptedException {
        return gateway.send(gateway.request("/v1/accounts")
                .header("Authorization", "Bearer " + token)
                .build());
    }
}
