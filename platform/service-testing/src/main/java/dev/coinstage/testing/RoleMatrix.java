package dev.coinstage.testing;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.uuid.Generators;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Who may call what: every operation of a contract with every role, with every kind of bad token, and with none. An operation that
 * is not told fails it, so that none is forgotten.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> only_the_stated_roles_pass() {
 *     return RoleMatrix.of(CONTRACT, Calls::anonymous).library().allows("POST /v1/gifts", "viewer").tests();
 * }
 * }</pre>
 */
public final class RoleMatrix {

    /** All roles of the realm. */
    public static final List<String> ROLES = List.of(
            "viewer", "creator", "moderator", "finance", "security-analyst", "security-lead", "operator", "service");

    private static final Map<String, Function<TestToken, String>> SPOILED = new LinkedHashMap<>();

    static {
        SPOILED.put("expired", good -> good.expired().signed());
        SPOILED.put("without expiry", good -> good.withoutExpiry().signed());
        SPOILED.put("forged", TestToken::forged);
        SPOILED.put("unsigned", TestToken::unsigned);
        SPOILED.put("signed with the public key", TestToken::signedWithThePublicKey);
        SPOILED.put("for another audience", good -> good.audience("other").signed());
        SPOILED.put("of another issuer", good -> good.issuer("https://x.test").signed());
        SPOILED.put("no token at all", good -> "nonsense");
    }

    private final Path contract;
    private final Supplier<RequestSpecification> anonymous;
    private final Supplier<TokenIssuer> issuer;
    private final Map<String, Set<String>> allowed = new TreeMap<>();
    private final Set<String> withoutToken = new TreeSet<>();

    private RoleMatrix(Path contract, Supplier<RequestSpecification> anonymous, Supplier<TokenIssuer> issuer) {
        this.contract = contract;
        this.anonymous = anonymous;
        this.issuer = issuer;
    }

    /**
     * @param contract the committed OpenAPI document
     * @param anonymous makes a request without token, held against the contract
     */
    public static RoleMatrix of(Path contract, Supplier<RequestSpecification> anonymous) {
        return of(contract, anonymous, TokenIssuerResource::current);
    }

    static RoleMatrix of(Path contract, Supplier<RequestSpecification> anonymous, Supplier<TokenIssuer> issuer) {
        return new RoleMatrix(contract, anonymous, issuer);
    }

    /** @param operation method and path, as the contract names them: {@code GET /v1/lives/{liveId}} */
    public RoleMatrix allows(String operation, String... roles) {
        allowed.put(operation, Set.of(roles));
        return this;
    }

    /** What service-defaults serves in every service. */
    public RoleMatrix library() {
        return allows("GET /events", "service")
                .allows("GET /internal/v1/parked-events", "operator")
                .allows("POST /internal/v1/parked-events/{effect}/{eventId}/replay", "operator")
                .allows("GET /internal/v1/parked-commands", "operator")
                .allows("POST /internal/v1/parked-commands/{commandId}/retry", "operator");
    }

    /** Whoever calls this proves who it is in another way, which has tests of its own. */
    public RoleMatrix withoutToken(String operation) {
        withoutToken.add(operation);
        return this;
    }

    public Stream<DynamicTest> tests() {
        var roles = allowed.keySet().stream()
                .flatMap(operation -> ROLES.stream()
                        .map(role -> dynamicTest(
                                operation + " as " + role + ": "
                                        + (allowed.get(operation).contains(role) ? "passes" : "is forbidden"),
                                () -> asRole(operation, role))));
        var spoiled = SPOILED.keySet().stream()
                .map(what -> dynamicTest("a token that is bad (" + what + ") is refused", () -> spoiled(what)));
        return Stream.of(
                        roles,
                        spoiled,
                        Stream.of(
                                dynamicTest("a token is needed", this::noToken),
                                dynamicTest("every operation of the contract is tried", this::all)))
                .flatMap(each -> each);
    }

    private void asRole(String operation, String role) {
        var reply = call(operation, good(role).signed());
        if (allowed.get(operation).contains(role)) {
            assertThat(reply.statusCode()).isNotIn(401, 403, 500);
        } else {
            reply.then().spec(problem(403, "FORBIDDEN"));
        }
    }

    /** Of somebody who has shown two factors. */
    private TestToken good(String... roles) {
        return issuer.get().token().subject(UUID.randomUUID()).roles(roles).claim("acr", "2");
    }

    private void spoiled(String what) {
        var token = SPOILED.get(what).apply(good(ROLES.toArray(String[]::new)));
        for (var operation : allowed.keySet()) {
            call(operation, token).then().spec(problem(401, "UNAUTHENTICATED"));
        }
    }

    private void noToken() {
        for (var operation : allowed.keySet()) {
            anonymous.get().request(method(operation), path(operation)).then().spec(problem(401, "UNAUTHENTICATED"));
        }
    }

    private void all() {
        var operations = new TreeSet<String>();
        for (var path : paths().properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (Arrays.stream(Method.values())
                        .anyMatch(known -> known.name().equalsIgnoreCase(method))) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        var told = new TreeSet<>(allowed.keySet());
        told.addAll(withoutToken);
        assertThat(operations).isEqualTo(told);
    }

    private JsonNode paths() {
        try {
            return new YAMLMapper().readTree(contract.toFile()).path("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response call(String operation, String token) {
        var request = anonymous.get().header("Authorization", "Bearer " + token);
        if (method(operation) == Method.POST) {
            request.header(
                            "Idempotency-Key",
                            Generators.timeBasedEpochGenerator().generate().toString())
                    .body("{}");
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
