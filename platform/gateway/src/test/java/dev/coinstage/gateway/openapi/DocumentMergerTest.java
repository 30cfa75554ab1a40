package dev.coinstage.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.gateway.routing.RateLimit;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentMergerTest {
    private static final String OF_WALLET = """
            openapi: 3.0.3
            info: { title: wallet, version: "1" }
            security: [{ token: [] }]
            tags: [{ name: Gifts, description: All about gifts }, { name: Operations }]
            paths:
              /v1/gifts:
                parameters:
                - { name: trace, in: query, schema: { type: string } }
                get:
                  operationId: list
                  tags: [Gifts]
                  responses:
                    "200":
                      description: OK
                      content: { application/json: { schema: { $ref: "#/components/schemas/Gift" } } }
                    "503": { description: "DATABASE_UNAVAILABLE" }
                post:
                  security: [{ token: [creator, service] }]
                  responses: { "201": { description: Made } }
              /internal/v1/gifts:
                get: { responses: { "200": { description: OK } } }
            components:
              schemas:
                Gift: { type: object, properties: { state: { $ref: "#/components/schemas/State" }, id: { $ref: "#/components/schemas/Id" } } }
                State: { type: string, enum: [GIVEN] }
                Id: { type: string }
                Unused: { type: string }
            """;
    private static final String OF_FRAUD = """
            openapi: 3.0.3
            info: { title: fraud, version: "1" }
            paths:
              /v1/notices:
                post:
                  operationId: list
                  security: []
                  requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Gift" } } } }
                  responses: { "204": { description: Taken } }
              /v1/notices/{id}:
                get:
                  security: [{ token: [finance] }]
                  responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Id/properties/x" } } } } }
            components:
              schemas:
                Gift: { type: object, properties: { state: { $ref: "#/components/schemas/State" }, id: { $ref: "#/components/schemas/Id" } } }
                State: { type: string, enum: [OPEN, CLOSED] }
                Id: { type: string }
            """;

    @Test
    void what_differs_is_renamed_and_so_is_what_refers_to_it() throws JacksonException {
        var merged = merge(gifts(Set.of("viewer")), notices()).root();
        assertThat(names(merged.at("/components/schemas")))
                .containsExactly("FraudGift", "FraudState", "Id", "Problem", "WalletGift", "WalletState");
        assertThat(merged.at("/components/schemas/FraudGift/properties/state/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/FraudState");
        assertThat(merged.at("/components/schemas/FraudState/enum").toString()).isEqualTo("[\"OPEN\",\"CLOSED\"]");
        assertThat(merged.at("/paths/~1v1~1gifts/get/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/WalletGift");
    }

    @Test
    void the_order_of_the_routes_changes_nothing() throws JacksonException {
        assertThat(merge(notices(), gifts(Set.of("viewer"))).root())
                .isEqualTo(merge(gifts(Set.of("viewer")), notices()).root());
    }

    @Test
    void a_reference_into_a_component_stays_one() throws JacksonException {
        var table = List.of(route("notes", "/v1/notices", "fraud-service", Set.of("finance"), "GET"));
        assertThat(References.in(merge(table).root())).contains("schemas/Id").doesNotContain("schemas/Gift");
    }

    @Test
    void a_method_that_no_route_has_stays_out() throws JacksonException {
        var merged = merge(List.of(route("gifts", "/v1/gifts", "wallet-service", Set.of("viewer"), "GET")));
        assertThat(names(merged.root().at("/paths/~1v1~1gifts"))).containsExactly("get");
        assertThat(merged.gaps()).isEmpty();
    }

    @Test
    void a_path_of_another_service_than_the_routes_stays_out() throws JacksonException {
        var merged = merge(List.of(route("gifts", "/v1/gifts", "fraud-service", Set.of("viewer"), "GET")));
        assertThat(merged.root().path("paths")).isEmpty();
        assertThat(merged.gaps()).containsExactly("route gifts has no operation for GET /v1/gifts");
    }

    @Test
    void an_operation_for_whose_roles_the_route_is_shut_is_a_gap() throws JacksonException {
        assertThat(merge(gifts(Set.of("viewer"))).gaps())
                .containsExactly("nobody may call POST /v1/gifts: route gifts opens for other roles than"
                        + " wallet-service does");
        assertThat(merge(gifts(Set.of("viewer", "creator"))).gaps()).isEmpty();
    }

    @Test
    void roles_of_services_among_each_other_are_not_told() throws JacksonException {
        var merged = merge(gifts(Set.of("viewer", "creator"))).root();
        assertThat(merged.at("/paths/~1v1~1gifts/post/x-roles").toString()).isEqualTo("[\"creator\"]");
        assertThat(merged.at("/paths/~1v1~1gifts/get/x-roles").toString()).isEqualTo("[\"creator\",\"viewer\"]");
    }

    @Test
    void a_public_operation_asks_for_nothing_and_is_never_refused_for_it() throws JacksonException {
        var operation = merge(notices()).root().at("/paths/~1v1~1notices/post");
        assertThat(operation.path("security").toString()).isEqualTo("[]");
        assertThat(operation.path("x-rate-limit").path("per").asText()).isEqualTo("address");
        assertThat(names(operation.path("responses")))
                .containsExactly("204", "400", "408", "411", "413", "429", "500", "502", "503", "504");
        assertThat(operation.at("/responses/413/description").asText())
                .isEqualTo("BODY_TOO_LARGE (more than 100 bytes)");
    }

    @Test
    void what_a_path_has_in_common_becomes_each_operations_own() throws JacksonException {
        var merged = merge(gifts(Set.of("creator"))).root();
        assertThat(merged.at("/paths/~1v1~1gifts/get/parameters/0/name").asText())
                .isEqualTo("trace");
        assertThat(merged.at("/paths/~1v1~1gifts/post/parameters/0/name").asText())
                .isEqualTo("trace");
    }

    @Test
    void the_services_answer_is_kept_and_the_gateways_added() throws JacksonException {
        var response = merge(gifts(Set.of("creator"))).root().at("/paths/~1v1~1gifts/get/responses/503");
        assertThat(response.path("description").asText())
                .isEqualTo("DATABASE_UNAVAILABLE; gateway: NOT_READY, OVERLOADED");
        assertThat(response.at("/headers/Retry-After/$ref").asText()).isEqualTo("#/components/headers/Retry-After");
    }

    @Test
    void only_tags_in_use_are_listed_and_ids_stay_unique() throws JacksonException {
        var merged = merge(gifts(Set.of("creator")), notices()).root();
        assertThat(merged.path("tags").toString())
                .isEqualTo("[{\"name\":\"Gifts\",\"description\":\"All about gifts\"}]");
        assertThat(List.of(
                        merged.at("/paths/~1v1~1notices/post/operationId").asText(),
                        merged.at("/paths/~1v1~1gifts/get/operationId").asText()))
                .containsExactly("list", "wallet-service-list");
    }

    @Test
    void a_missing_document_leaves_its_service_out_and_is_said(@TempDir Path folder) throws Exception {
        var wallet = Files.writeString(folder.resolve("wallet.yaml"), OF_WALLET);
        var broken = Files.writeString(folder.resolve("broken.yaml"), "openapi: 3.1.0\npaths: {}\n");
        var routes = new ArrayList<>(gifts(Set.of("creator")));
        routes.addAll(notices());
        routes.add(route("other", "/v1/other", "other-service", Set.of("viewer"), "GET"));
        routes.add(route("third", "/v1/third", "third-service", Set.of("viewer"), "GET"));
        var document = PublicDocument.of(
                "client",
                new RouteTable(routes),
                Map.of(
                        "wallet-service", wallet,
                        "fraud-service", folder.resolve("none.yaml"),
                        "third-service", broken));
        assertThat(document.gaps())
                .containsExactlyInAnyOrder(
                        "fraud-service is left out: " + folder.resolve("none.yaml") + " does not exist",
                        "other-service is left out: set coinstage.gateway.openapi.documents.other-service",
                        "third-service is left out: " + broken + " is not an OpenAPI 3.0 document");
        assertThat(document.json().bytes().toString())
                .contains("\"x-left-out\":[\"fraud-service\",\"other-service\",\"third-service\"]")
                .contains("\"/v1/gifts\"")
                .doesNotContain("/v1/notices", folder.toString());
    }

    @Test
    void what_is_no_document_is_left_out(@TempDir Path folder) throws Exception {
        for (var text : List.of("", "[]", "{", "openapi: 3.0.3", "openapi: 2.0\npaths: {}", "\tx")) {
            var file = Files.writeString(folder.resolve("document.yaml"), text);
            var read = ServiceDocuments.read(new TreeSet<>(Set.of("wallet-service")), Map.of("wallet-service", file));
            assertThat(read.documents()).as(text).isEmpty();
            assertThat(read.leftOut())
                    .as(text)
                    .containsEntry("wallet-service", file + " is not an OpenAPI 3.0 document");
        }
        assertThat(ServiceDocuments.read(new TreeSet<>(Set.of("wallet-service")), Map.of("wallet-service", folder))
                        .leftOut())
                .hasEntrySatisfying("wallet-service", why -> assertThat(why).contains("cannot be read"));
    }

    private static List<Route> gifts(Set<String> roles) {
        return List.of(route("gifts", "/v1/gifts", "wallet-service", roles, "GET", "POST"));
    }

    private static List<Route> notices() {
        return List.of(route("notices", "/v1/notices", "fraud-service", Set.of(Route.PUBLIC), "POST"));
    }

    private static Route route(String name, String path, String service, Set<String> roles, String... methods) {
        var limit = new RateLimit(10, Duration.ofMinutes(1));
        return new Route(name, path, Set.of(methods), service, roles, Duration.ofSeconds(5), 100, limit, false);
    }

    private static DocumentMerger.Merged merge(List<Route> routes, List<Route> more) throws JacksonException {
        return merge(Stream.of(routes, more).flatMap(List::stream).toList());
    }

    private static DocumentMerger.Merged merge(List<Route> routes) throws JacksonException {
        var table = new RouteTable(routes);
        var services = List.of(
                new ServiceDocument("fraud-service", ServiceDocuments.parse(OF_FRAUD)),
                new ServiceDocument("wallet-service", ServiceDocuments.parse(OF_WALLET)));
        return new DocumentMerger("client", table).merge(new ServiceDocuments(services, Map.of()));
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
