package dev.coinstage.payout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.ContractFilter;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The calls that a client app makes; each exchange is held against the committed contract. */
final class PayoutCalls {

    static final Path CONTRACT = Path.of("src/main/resources/openapi/openapi.yaml");
    static final ContractFilter IN_CONTRACT = ContractFilter.of(CONTRACT);

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private PayoutCalls() {}

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

    /** With a token of two factors. */
    static RequestSpecification steppedUp(UUID creator) {
        return with(TokenIssuerResource.current()
                .token()
                .subject(creator)
                .roles("creator")
                .claim("acr", "2")
                .signed());
    }

    static Response addMethod(UUID creator, String destination, String currency) {
        return as(creator, "creator")
                .header("Idempotency-Key", key())
                .body(Map.of("kind", "BANK_ACCOUNT", "destination", destination, "currency", currency))
                .post("/v1/payout-methods");
    }

    static UUID method(UUID creator, String destination, String currency) {
        return id(addMethod(creator, destination, currency));
    }

    static Response askQuote(UUID creator, UUID method, long diamonds, String currency) {
        return as(creator, "creator")
                .header("Idempotency-Key", key())
                .body(Map.of("diamonds", diamonds, "currency", currency, "methodId", method))
                .post("/v1/payout-quotes");
    }

    static UUID quote(UUID creator, UUID method, long diamonds, String currency) {
        return id(askQuote(creator, method, diamonds, currency));
    }

    static Response request(UUID creator, UUID quote, String key) {
        return steppedUp(creator)
                .header("Idempotency-Key", key)
                .body(Map.of("quoteId", quote))
                .post("/v1/payouts");
    }

    /** A payout of 10,000 diamonds in USD to that destination: 50.00 gross, 1.25 fee, 48.75 net. */
    static UUID requested(UUID creator, String destination) {
        var method = method(creator, destination, "USD");
        return id(request(creator, quote(creator, method, 10_000, "USD"), key()));
    }

    private static UUID id(Response created) {
        return UUID.fromString(created.then().statusCode(201).extract().path("id"));
    }

    static JsonPath payout(UUID creator, UUID payout) {
        return as(creator, "creator")
                .get("/v1/payouts/" + payout)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath await(UUID creator, UUID payout, String state) {
        return await(creator, payout, "state", state);
    }

    static JsonPath await(UUID creator, UUID payout, String member, String value) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(() ->
                        assertThat(payout(creator, payout).getString(member)).isEqualTo(value));
        return payout(creator, payout);
    }

    static Response cancel(UUID creator, UUID payout) {
        return as(creator, "creator").post("/v1/payouts/" + payout + "/cancel");
    }
}
