package dev.coinstage.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coinstage.gateway.routing.RateLimit;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteFile;
import dev.coinstage.gateway.routing.RouteMatch;
import dev.coinstage.gateway.routing.RouteTable;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public documents of the product's own two gateways, made of the services' real documents. */
class ProductsDocumentTest {
    private static final Set<String> SERVICES =
            Set.of("wallet-service", "promote-service", "payout-service", "fraud-service");
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    @ParameterizedTest
    @ValueSource(strings = {"client", "security"})
    void is_valid(String gateway) {
        for (var text : List.of(merged(gateway).json(), merged(gateway).yaml())) {
            assertThat(flaws(text.bytes().toString())).isEmpty();
        }
    }

    @Test
    void the_check_of_validity_finds_flaws() {
        var text = merged("client").json().bytes().toString();
        assertThat(flaws(text.replace("\"in\":\"path\"", "\"in\":\"road\""))).isNotEmpty();
        assertThat(flaws(text.replace("\"responses\":", "\"answers\":"))).isNotEmpty();
        assertThat(flaws(text.replace("\"version\":\"1\"", "\"edition\":\"1\"")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "security"})
    void has_no_gaps_and_no_dangling_references(String gateway) {
        assertThat(merged(gateway).gaps()).isEmpty();
        var document = tree(merged(gateway));
        assertThat(document.has("x-left-out")).isFalse();
        assertThat(References.in(document))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(
                                document.at("/components/" + component).isObject())
                        .as(component)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "security"})
    void has_every_operation_that_a_route_lets_through_and_nothing_else(String gateway) {
        var table = table(gateway);
        var expected = new TreeSet<String>();
        SERVICES.forEach(service -> operations(documentOf(service)).forEach((operation, path) -> {
            var match = table.match(operation.substring(0, operation.indexOf(' ')), path);
            if (match instanceof RouteMatch.Matched matched
                    && matched.route().service().equals(service)) {
                expected.add(operation);
            }
        }));
        assertThat(operations(tree(merged(gateway))).keySet())
                .containsExactlyElementsOf(expected)
                .isNotEmpty()
                .noneMatch(operation -> operation.matches("[A-Z]+ /(internal|events|q)(/.*)?"));
    }

    @Test
    void nothing_that_the_services_offer_to_people_is_out_of_reach_of_both_gateways() {
        var reachable = new TreeSet<String>();
        reachable.addAll(operations(tree(merged("client"))).keySet());
        reachable.addAll(operations(tree(merged("security"))).keySet());
        var offered = SERVICES.stream()
                .flatMap(service -> operations(documentOf(service)).keySet().stream())
                .filter(operation -> !operation.matches("[A-Z]+ /(internal|events|q)(/.*)?"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(reachable).containsExactlyElementsOf(offered);
    }

    @Test
    void roles_are_those_that_both_the_route_and_the_service_let_in() {
        var document = tree(merged("client"));
        assertThat(strings(document.at("/paths/~1v1~1lives/post/x-roles"))).containsExactly("creator");
        assertThat(strings(document.at("/paths/~1v1~1lives~1{liveId}~1gifts/post/x-roles")))
                .containsExactly("viewer");
        assertThat(strings(document.at("/paths/~1v1~1proof/get/x-roles"))).containsExactly("finance", "security-lead");
        assertThat(document.at("/paths/~1v1~1proof/get/security").toString()).isEqualTo("[{\"token\":[]}]");
        assertThat(document.at("/paths/~1v1~1payout-provider~1webhooks/post/security"))
                .isEmpty();
        assertThat(document.at("/paths/~1v1~1payout-provider~1webhooks/post").has("x-roles"))
                .isFalse();
    }

    @Test
    void the_gateways_own_answers_and_limit_are_told() {
        var operation = tree(merged("client")).at("/paths/~1v1~1lives~1{liveId}~1gifts/post");
        assertThat(operation.path("x-rate-limit").toString())
                .isEqualTo("{\"route\":\"lives\",\"requests\":1200,\"seconds\":60,\"per\":\"subject\"}");
        var responses = operation.path("responses");
        assertThat(responses.at("/429/description").asText())
                .isEqualTo("RATE_LIMITED (more than 1200 requests in 60 s)");
        assertThat(responses.at("/429/headers/Retry-After/$ref").asText())
                .isEqualTo("#/components/headers/Retry-After");
        assertThat(responses.at("/201/headers/RateLimit-Remaining/$ref").asText())
                .isEqualTo("#/components/headers/RateLimit-Remaining");
        assertThat(responses.at("/401/description").asText()).isEqualTo("UNAUTHENTICATED; gateway: TOKEN_EXPIRED");
        assertThat(responses.at("/502/description").asText()).isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(responses.at("/503/description").asText()).contains("OVERLOADED");
        assertThat(responses.at("/504/description").asText())
                .isEqualTo("UPSTREAM_TIMEOUT (no reply within 5000 ms, the outcome is unknown)");
        assertThat(responses
                        .at("/504/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void what_the_services_call_alike_is_one_when_it_is_and_two_when_it_is_not() {
        var schemas = tree(merged("client")).at("/components/schemas");
        assertThat(names(schemas))
                .contains("Problem", "UUID", "WalletState", "PayoutState")
                .doesNotContain("State", "WalletProblem", "GatewayProblem", "CloudEvent", "ParkedEvent");
        assertThat(tree(merged("client")).at("/components/securitySchemes")).hasSize(1);
        assertThat(tree(merged("client")).at("/servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    }

    @Test
    void a_route_without_an_operation_is_found() {
        assertThat(mergedWith(route("coupons", "/v1/coupons", "GET")).gaps())
                .containsExactly("route coupons has no operation for GET /v1/coupons");
    }

    @Test
    void a_method_that_no_operation_has_is_found() {
        assertThat(mergedWith(route("gift-changes", "/v1/gifts", "PUT")).gaps())
                .containsExactly("route gift-changes has no operation for PUT /v1/gifts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/v1/transfers", "/internal", "/events"})
    void an_internal_path_in_a_route_is_found_and_stays_out(String path) {
        var merged = mergedWith(route("leak", path, "GET"));
        assertThat(merged.gaps())
                .anyMatch(gap -> gap.startsWith("route leak lets an internal operation through: GET "));
        assertThat(operations(tree(merged)).keySet()).noneMatch(operation -> operation.contains(" " + path));
        assertThat(tree(merged)).isEqualTo(tree(merged("client")));
    }

    private static List<String> flaws(String text) {
        var options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(text, List.of(), options).getMessages();
    }

    private static PublicDocument mergedWith(Route route) {
        var routes = new ArrayList<>(table("client").routes());
        routes.add(route);
        return PublicDocument.of("client", new RouteTable(routes), files());
    }

    private static Route route(String name, String path, String method) {
        return new Route(
                name,
                path,
                Set.of(method),
                "wallet-service",
                Set.of("viewer"),
                Duration.ofSeconds(5),
                0,
                new RateLimit(1, Duration.ofMinutes(1)),
                false);
    }

    private static PublicDocument merged(String gateway) {
        return PublicDocument.of(gateway, table(gateway), files());
    }

    private static RouteTable table(String gateway) {
        return RouteFile.load(Path.of("../../helm/coinstage/routes.yaml"), gateway, SERVICES);
    }

    private static Map<String, Path> files() {
        var files = new HashMap<String, Path>();
        SERVICES.forEach(service -> files.put(service, fileOf(service)));
        return files;
    }

    private static Path fileOf(String service) {
        return Path.of("../..", service, "src/main/resources/openapi/openapi.yaml");
    }

    private static JsonNode documentOf(String service) {
        try {
            return new YAMLMapper().readTree(fileOf(service).toFile());
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static JsonNode tree(PublicDocument document) {
        try {
            var json = new ObjectMapper().readTree(document.json().bytes().getBytes());
            assertThat(new YAMLMapper().readTree(document.yaml().bytes().getBytes()))
                    .isEqualTo(json);
            return json;
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    /** Path by operation, such as GET /v1/gifts. */
    private static TreeMap<String, String> operations(JsonNode document) {
        var operations = new TreeMap<String, String>();
        document.path("paths")
                .properties()
                .forEach(path -> names(path.getValue()).stream()
                        .filter(METHODS::contains)
                        .forEach(method ->
                                operations.put(method.toUpperCase(Locale.ROOT) + " " + path.getKey(), path.getKey())));
        return operations;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
