package dev.coinstage.testing;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service here answers what the test wants, so that the filter can be shown every fault. */
class ContractFilterTest {

    private static final Path DOCUMENT = Path.of("src/test/resources/contract/gifts.yaml");
    private static final ContractFilter CONTRACT = ContractFilter.of(DOCUMENT);
    private static final String GIFT = "{\"id\": \"rose\", \"coins\": 1, \"givenAt\": \"2026-03-01T10:00:00Z\"}";
    private static final String PROBLEM = """
            {"type": "https://coinstage.dev/problems/insufficient-coins", "title": "Not enough coins", "status": 422,
             "code": "INSUFFICIENT_COINS", "requestId": "0197a", "needed": 199}""";

    private static HttpServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var asked = exchange.getRequestHeaders();
                var body = asked.getFirst("Answer-Body").getBytes(StandardCharsets.UTF_8);
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", asked.getFirst("Answer-Type"));
                exchange.sendResponseHeaders(Integer.parseInt(asked.getFirst("Answer-Status")), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void an_exchange_in_the_words_of_the_contract_passes() {
        answering(201, "application/json", GIFT)
                .body("{\"giftId\": \"rose\", \"quantity\": 1}")
                .post("/v1/gifts")
                .then()
                .statusCode(201)
                .body("coins", equalTo(1));
    }

    @Test
    void a_wrong_type_on_the_wire_is_caught() {
        assertCaught(answering(200, "application/json", GIFT.replace("\"coins\": 1", "\"coins\": \"one\"")), "coins");
    }

    @Test
    void a_wrong_format_on_the_wire_is_caught() {
        assertCaught(answering(200, "application/json", GIFT.replace("2026-03-01T10:00:00Z", "yesterday")), "givenAt");
    }

    @Test
    void a_missing_member_is_caught() {
        assertCaught(answering(200, "application/json", "{\"id\": \"rose\"}"), "coins");
    }

    @Test
    void a_member_that_the_contract_does_not_name_is_caught() {
        assertCaught(answering(200, "application/json", GIFT.replace("{\"id\"", "{\"secret\": 1, \"id\"")), "secret");
    }

    @Test
    void a_status_that_the_contract_does_not_name_is_caught() {
        assertCaught(answering(409, "application/problem+json", PROBLEM), "409");
    }

    @Test
    void another_content_type_is_caught() {
        assertCaught(answering(200, "text/plain", "rose"), "text/plain");
    }

    @Test
    void a_problem_is_checked_like_any_other_body() {
        assertCaught(answering(422, "application/problem+json", PROBLEM.replace("422", "\"422\"")), "status");
    }

    @Test
    void a_bad_request_that_is_refused_is_the_tests_own_intention() {
        answering(422, "application/problem+json", PROBLEM)
                .body("{\"giftId\": 7}")
                .post("/v1/gifts")
                .then()
                .spec(problem(422, "INSUFFICIENT_COINS"))
                .body("needed", equalTo(199));
    }

    @Test
    void a_bad_request_that_is_accepted_is_caught() {
        var request = answering(201, "application/json", GIFT).body("{\"giftId\": \"rose\", \"quantity\": \"many\"}");
        assertThatThrownBy(() -> request.post("/v1/gifts"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("quantity");
    }

    @Test
    void an_operation_that_the_contract_lacks_may_only_be_refused() {
        answering(404, "application/problem+json", PROBLEM)
                .get("/v1/nothing")
                .then()
                .statusCode(404);
        answering(405, "application/problem+json", PROBLEM)
                .delete("/v1/gifts")
                .then()
                .statusCode(405);
        var answered = answering(200, "application/json", GIFT);
        assertThatThrownBy(() -> answered.get("/v1/nothing"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/v1/nothing");
    }

    @Test
    void a_problem_without_its_request_id_is_caught() {
        var response = answering(422, "application/problem+json", PROBLEM.replace("requestId", "requestNumber"))
                .post("/v1/gifts")
                .then();
        assertThatThrownBy(() -> response.spec(problem(422, "INSUFFICIENT_COINS")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("requestId");
    }

    @Test
    void a_problem_with_another_code_is_caught() {
        var response = answering(422, "application/problem+json", PROBLEM)
                .post("/v1/gifts")
                .then();
        assertThatThrownBy(() -> response.spec(problem(422, "LIMIT_REACHED")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LIMIT_REACHED");
    }

    @Test
    void a_later_openapi_is_refused_because_its_types_would_not_be_checked(@TempDir Path folder) throws IOException {
        var later = folder.resolve("later.yaml");
        Files.writeString(later, Files.readString(DOCUMENT).replace("3.0.3", "3.1.0"));
        assertThatThrownBy(() -> ContractFilter.of(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.1.0");
    }

    private static RequestSpecification answering(int status, String type, String body) {
        return given().filter(CONTRACT)
                .baseUri("http://localhost")
                .port(server.getAddress().getPort())
                .contentType("application/json")
                .header("Answer-Status", status)
                .header("Answer-Type", type)
                .header("Answer-Body", body.replace("\n", ""));
    }

    private static void assertCaught(RequestSpecification request, String said) {
        assertThatThrownBy(() -> request.get("/v1/gifts/rose"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /v1/gifts/rose")
                .hasMessageContaining(said);
    }
}
