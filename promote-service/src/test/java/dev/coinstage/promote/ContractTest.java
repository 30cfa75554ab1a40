package dev.coinstage.promote;

import static io.restassured.RestAssured.given;

import dev.coinstage.testing.OpenApiDocuments;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@PromoteTest
class ContractTest {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi/openapi.yaml");
    private static final Path RELEASED = Path.of("src/test/resources/openapi/released.yaml");

    /** Rewrites the committed document with {@code -Dcoinstage.openapi.update=true}. */
    @Test
    void the_committed_contract_is_what_the_service_offers() {
        var running = given().get("/q/openapi").then().statusCode(200).extract().asString();
        OpenApiDocuments.assertCommitted(COMMITTED, running);
    }

    @Test
    void the_contract_keeps_what_was_released() {
        OpenApiDocuments.assertCompatible(RELEASED, COMMITTED);
    }
}
