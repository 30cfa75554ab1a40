package dev.coinstage.payout;

import static io.restassured.RestAssured.given;

import dev.coinstage.testing.OpenApiDocuments;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@PayoutTest
class ContractTest {

    private static final Path RELEASED = Path.of("src/test/resources/openapi/released.yaml");

    /** Rewrites the committed document with {@code -Dcoinstage.openapi.update=true}. */
    @Test
    void the_committed_contract_is_what_the_service_offers() {
        var running = given().get("/q/openapi").then().statusCode(200).extract().asString();
        OpenApiDocuments.assertCommitted(PayoutCalls.CONTRACT, running);
    }

    @Test
    void the_contract_keeps_what_was_released() {
        OpenApiDocuments.assertCompatible(RELEASED, PayoutCalls.CONTRACT);
    }
}
