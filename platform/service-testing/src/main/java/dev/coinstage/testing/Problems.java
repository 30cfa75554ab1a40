package dev.coinstage.testing;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;

/**
 * What a problem document (RFC 9457) of the house must be.
 *
 * <pre>{@code given().post("/v1/lives").then().spec(problem(422, "INSUFFICIENT_COINS")).body("needed", equalTo(199));}</pre>
 */
public final class Problems {

    public static final String CONTENT_TYPE = "application/problem+json";

    private Problems() {}

    /**
     * Expects a problem with that status, on the wire and in the body, and that code; and with a type, a title, and the
     * request id by which the logs are found.
     */
    public static ResponseSpecification problem(int status, String code) {
        return new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectHeader("Content-Type", startsWith(CONTENT_TYPE))
                .expectBody("status", equalTo(status))
                .expectBody("code", equalTo(code))
                .expectBody("type", not(blankOrNullString()))
                .expectBody("title", not(blankOrNullString()))
                .expectBody("requestId", not(blankOrNullString()))
                .build();
    }
}
