package dev.coinstage.defaults.service;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

@ServiceTest
class StartTest {

    @Test
    void a_service_without_its_identity_provider_asks_to_be_tried_again() {
        FirstMoments.seen()
                .client()
                .then()
                .spec(problem(503, "NOT_READY"))
                .header("Retry-After", "1")
                .body("waitingFor", equalTo(java.util.List.of("identity-provider")));
    }

    @Test
    void it_is_alive_but_not_ready() {
        FirstMoments.seen().live().then().statusCode(200);
        FirstMoments.seen().ready().then().statusCode(503);
    }

    @Test
    void it_serves_once_the_identity_provider_is_there() {
        get("/q/health/ready").then().statusCode(200);
        get("/v1/probes/open").then().statusCode(200);
    }
}
