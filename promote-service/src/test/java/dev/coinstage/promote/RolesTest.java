package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coinstage.testing.TestToken;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.Method;
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
@PromoteTest
class RolesTest {

    private static final List<String> ROLES = List.of(
            "viewer", "creator", "moderator", "finance", "security-analyst", "security-lead", "operator", "service");

    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.of(
            "POST /v1/contents", Set.of("creator"),
            "GET /v1/contents/{contentId}", Set.of("viewer", "creator"),
            "POST /v1/campaigns", Set.of("creator"),
            "GET /v1/campaigns", Set.of("creator"),
            "GET /v1/campaigns/{campaignId}", Set.of("creator"),
            "POST /v1/campaigns/{campaignId}/submit", Set.of("creator"),
            "POST /v1/campaigns/{campaignId}/pause", Set.of("creator"),
            "POST /v1/campaigns/{campaignId}/resume", Set.of("creator"),
            "POST /v1/campaigns/{campaignId}/cancel", Set.of("creator"),
            "POST /v1/ad-decisions", Set.of("viewer", "creator")));

    static {
        ALLOWED.put("POST /v1/ad-notices", Set.of("viewer", "creator"));
        ALLOWED.put("GET /events", Set.of("service"));
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
        var reply = call(operation, TokenIssuerResource.current().tokenFor(UUID.randomUUID(), role));
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
                bad("signed with the public key", TestToken::signedWithThePublicKey),
                bad("for another audience", good -> good.audience("other").signed()),
                bad("of another issuer", good -> good.issuer("https://x.test").signed()),
                bad("no token at all", good -> "nonsense"));
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
    void a_token_is_needed_for_every_operation() {
        for (var operation : ALLOWED.keySet()) {
            Campaigns.anonymous()
                    .request(method(operation), path(operation))
                    .then()
                    .spec(problem(401, "UNAUTHENTICATED"));
        }
    }

    @Test
    void a_subject_that_is_no_user_of_ours_is_refused() {
        var token = TokenIssuerResource.current()
                .token()
                .roles("creator")
                .claim("sub", "robot")
                .signed();
        call("GET /v1/campaigns", token).then().spec(problem(401, "UNAUTHENTICATED"));
    }

    /** A new operation must be listed above, or this fails. */
    @Test
    void every_operation_of_the_contract_is_tried() throws IOException {
        var operations = new TreeSet<String>();
        JsonNode paths = new YAMLMapper().readTree(Campaigns.CONTRACT.toFile()).path("paths");
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (Arrays.stream(Method.values())
                            .anyMatch(known -> known.name().equalsIgnoreCase(method))) {
                        operations.add(method.toUpperCase() + " " + path.getKey());
                    }
                }));
        assertThat(operations).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    private static io.restassured.response.Response call(String operation, String token) {
        var request = Campaigns.with(token);
        if (method(operation) == Method.POST) {
            request.header("Idempotency-Key", Campaigns.key()).body("{}");
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
