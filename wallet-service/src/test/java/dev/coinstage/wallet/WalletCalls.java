package dev.coinstage.wallet;

import static io.restassured.RestAssured.given;

import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.ContractFilter;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The calls that a client app makes; each exchange is held against the committed contract. */
final class WalletCalls {

    static final Path CONTRACT = Path.of("src/main/resources/openapi/openapi.yaml");

    private static final ContractFilter IN_CONTRACT = ContractFilter.of(CONTRACT);

    private WalletCalls() {}

    static String key() {
        return Generators.timeBasedEpochGenerator().generate().toString();
    }

    static RequestSpecification anonymous() {
        return given().filter(IN_CONTRACT).contentType(ContentType.JSON);
    }

    static RequestSpecification with(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification as(UUID user, String... roles) {
        return with(TokenIssuerResource.current().tokenFor(user, roles));
    }

    static Response purchase(UUID viewer, String key, String signedTransaction) {
        return as(viewer, "viewer")
                .header("Idempotency-Key", key)
                .body(Map.of("signedTransaction", signedTransaction))
                .post("/v1/app-store-purchases");
    }

    static void buy100(AppStoreSigner appStore, UUID buyer) {
        var sale = AppStoreResource.sale(buyer, "dev.coinstage.coins.100", 1290);
        purchase(buyer, key(), appStore.sign(sale)).then().statusCode(201);
    }

    static UUID startLive(UUID creator) {
        var id = as(creator, "creator")
                .header("Idempotency-Key", key())
                .body(Map.of("title", "Skin Prep"))
                .post("/v1/lives")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return UUID.fromString(id);
    }

    static Response give(UUID viewer, String key, UUID live, String gift, int quantity) {
        return as(viewer, "viewer")
                .header("Idempotency-Key", key)
                .body(Map.of("giftId", gift, "quantity", quantity))
                .post("/v1/lives/" + live + "/gifts");
    }
}
