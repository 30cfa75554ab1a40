package dev.coinstage.payout;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coinstage.testing.TestToken;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what: every operation of the contract with every role. */
@PayoutTest
class RolesTest {

    private static final List<String> ROLES = List.of(
            "viewer", "creator", "moderator", "finance", "security-analyst", "security-lead", "operator", "service");

    private static final String WEBHOOK = "POST /v1/payout-provider/webhooks";

    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.of(
            "GET /v1/payout-methods", Set.of("creator"),
            "POST /v1/payout-methods", Set.of("creator"),
            "POST /v1/payout-quotes", Set.of("creator"),
            "POST /v1/payouts", Set.of("creator"),
            "GET /v1/payouts", Set.of("creator", "finance"),
            "GET /v1/payouts/{payoutId}", Set.of("creator", "finance"),
            "POST /v1/payouts/{payoutId}/cancel", Set.of("creator"),
            "GET /events", Set.of("service")));

    static {
        ALLOWED.put("GET /internal/v1/parked-commands", Set.of("operator"));
        ALLOWED.put("POST /internal/v1/parked-commands/{commandId}/retry", Set.of("operator"));
        ALLOWED.put("GET /internal/v1/parked-events", Set.of("operator"));
        ALLOWED.put("POST /internal/v1/parked-events/{effect}/{eventId}/replay", Set.of("operator"));
    }

    static Stream<Arguments> operationsAndRoles() {
        return ALLOWED.entrySet().stream()
                .flatMap(operation -> ROLES.stream()
                        .map(role -> Arguments.of(
                                operation.getKey(), role, operation.getValue().contains(role))));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("operationsAndRoles")
    void only_the_stated_roles_pass(String operation, String role, boolean allowed) {
        var token = TokenIssuerResource.current()
                .token()
                .subject(UUID.randomUUID())
                .roles(role)
                .claim("acr", "2")
                .signed();
        var reply = call(operation, token);
        if (allowed) {
            assertThat(reply.statusCode()).isNotIn(401, 403, 500);
        } else {
            reply.then().spec(problem(403, "FORBIDDEN"));
        }
    }

    /** What spoils a token that would pass. */
    interface Spoiling extends Function<TestToken, String> {}

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("expired", good -> good.expired().signed()),
                bad("without expiry", good -> good.withoutExpiry().signed()),
                bad("forged", TestToken::forged),
                bad("unsigned", TestToken::unsigned),
                bad("for another audience", good -> good.audience("other").signed()),
                bad("of another issuer", good -> good.issuer("https://x.test").signed()));
    }

    private static Arguments bad(String what, Spoiling spoiling) {
        return Arguments.of(what, spoiling);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void a_bad_token_is_refused_by_every_operation(String what, Spoiling spoiling) {
        var good =
                TokenIssuerResource.current().token().subject(UUID.randomUUID()).roles(ROLES.toArray(String[]::new));
        var token = spoiling.apply(good);
        for (var operation : ALLOWED.keySet()) {
            call(operation, token).then().spec(problem(401, "UNAUTHENTICATED"));
        }
    }

    @Test
    void a_token_is_needed_for_every_operation_but_the_webhook() {
        for (var operation : ALLOWED.keySet()) {
            PayoutCalls.anonymous()
                    .request(method(operation), path(operation))
                    .then()
                    .spec(problem(401, "UNAUTHENTICATED"));
        }
        PayoutCalls.anonymous().body("{}").post(path(WEBHOOK)).then().spec(problem(401, "SIGNATURE_INVALID"));
    }

    /** A new operation must be listed above, or this fails. */
    @Test
    void every_operation_of_the_contract_is_tried() throws IOException {
        var operations = new TreeSet<String>();
        JsonNode paths =
                new YAMLMapper().readTree(PayoutCalls.CONTRACT.toFile()).path("paths");
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (Arrays.stream(Method.values())
                            .anyMatch(known -> known.name().equalsIgnoreCase(method))) {
                        operations.add(method.toUpperCase() + " " + path.getKey());
                    }
                }));
        var tried = new TreeSet<>(ALLOWED.keySet());
        tried.add(WEBHOOK);
        assertThat(operations).isEqualTo(tried);
    }

    private static Response call(String operation, String token) {
        var request = PayoutCalls.with(token);
        if (method(operation) == Method.POST) {
            request.header("Idempotency-Key", PayoutCalls.key()).body("{}");
        }
        return request.request(method(operation), path(operation));
    }

    private static Method method(String operation) {
        return Method.valueOf(operation.substring(0, operation.indexOf(' ')));
    }

    private static String path(String operation) {
        return operation
                .substring(operation.indexOf(' ') + 1)
                .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
    }
}
