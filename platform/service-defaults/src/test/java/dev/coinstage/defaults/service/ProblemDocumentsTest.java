package dev.coinstage.defaults.service;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure is a problem document, whoever finds it: the resource, the validator, the JSON reader, the router. */
@ServiceTest
class ProblemDocumentsTest {

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/probes")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().get("/v1/probes" + path).then();
    }

    @Test
    void a_good_request_is_answered() {
        post("{\"name\":\"rose\",\"quantity\":3}").statusCode(200).body("quantity", equalTo(3));
    }

    @Test
    void the_document_says_what_and_where() {
        post("{\"name\":\"rose\",\"quantity\":0}")
                .spec(problem(400, "INVALID_REQUEST"))
                .body("type", equalTo("https://coinstage.dev/problems/invalid-request"))
                .body("title", equalTo("Invalid request"))
                .body("instance", equalTo("/v1/probes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"name\":\"rose\",\"quantity\":1", "[]", "{'name':'rose'}"})
    void a_body_that_is_not_the_json_asked_for_is_malformed(String body) {
        post(body).spec(problem(400, "MALFORMED_REQUEST"));
    }

    @Test
    void what_follows_the_body_is_malformed() {
        post("{\"name\":\"rose\",\"quantity\":1}{}").spec(problem(400, "MALFORMED_REQUEST"));
    }

    @Test
    void a_member_given_twice_is_refused() {
        post("{\"name\":\"rose\",\"quantity\":1,\"quantity\":2}").statusCode(400);
    }

    @Test
    void no_body_is_a_violation() {
        given().contentType(ContentType.JSON).post("/v1/probes").then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void an_unknown_field_is_named() {
        post("{\"name\":\"rose\",\"quantity\":1,\"quantitty\":2}")
                .spec(problem(400, "UNKNOWN_FIELD"))
                .body("field", equalTo("quantitty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"7\"", "true", "[]", "{}", "99999999999"})
    void a_value_of_the_wrong_type_is_named(String quantity) {
        post("{\"name\":\"rose\",\"quantity\":" + quantity + "}")
                .spec(problem(400, "INVALID_REQUEST"))
                .body(
                        "violations",
                        equalTo(List.of(Map.of("field", "quantity", "message", "is of the wrong type or range"))));
    }

    @Test
    void an_id_that_is_none_is_named() {
        post("{\"name\":\"rose\",\"quantity\":1,\"id\":\"7\"}")
                .spec(problem(400, "INVALID_REQUEST"))
                .body("violations[0].field", equalTo("id"));
    }

    @Test
    void every_violation_is_named_by_its_field() {
        post("{\"name\":\"eleven chars\",\"quantity\":0}")
                .spec(problem(400, "INVALID_REQUEST"))
                .body("violations.field", containsInAnyOrder("name", "quantity"))
                .body(
                        "violations.message",
                        containsInAnyOrder("size must be between 0 and 10", "must be greater than or equal to 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101"})
    void a_query_parameter_out_of_range_is_named(String limit) {
        get("?limit=" + limit).spec(problem(400, "INVALID_REQUEST")).body("violations[0].field", equalTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "99999999999"})
    void a_query_parameter_of_the_wrong_type_is_a_bad_request(String limit) {
        get("?limit=" + limit).spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_path_that_cannot_name_anything_is_not_found() {
        get("/by-id/7").spec(problem(404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/probes/nothing", "/v1/nothing", "/nothing", "/", "/v1/probes/by-id"})
    void an_unknown_path_is_not_found(String path) {
        given().get(path).then().spec(problem(404, "NOT_FOUND"));
    }

    @Test
    void another_method_is_not_allowed() {
        given().delete("/v1/probes").then().spec(problem(405, "METHOD_NOT_ALLOWED"));
    }

    @Test
    void another_media_type_is_not_supported() {
        given().contentType(ContentType.TEXT)
                .body("rose")
                .post("/v1/probes")
                .then()
                .spec(problem(415, "UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void a_client_that_takes_no_json_is_told() {
        given().accept(ContentType.XML).get("/v1/probes/open").then().spec(problem(406, "NOT_ACCEPTABLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wrong-reply", "/unwritable-reply", "/violation-inside", "/validation-broken", "/bug"})
    void a_fault_of_ours_is_never_the_clients_and_tells_nothing(String path) {
        get(path)
                .spec(problem(500, "INTERNAL_ERROR"))
                .body("violations", equalTo(null))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void a_database_that_is_away_asks_to_be_tried_again() {
        get("/database-away")
                .spec(problem(503, "DATABASE_UNAVAILABLE"))
                .header("Retry-After", "1")
                .body(not(containsString("secret")));
    }
}
