package dev.coinstage.sandbox.appstore;

import static dev.coinstage.testing.Problems.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.model.InAppOwnershipType;
import com.apple.itunes.storekit.model.TransactionReason;
import com.apple.itunes.storekit.model.Type;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import dev.coinstage.sandbox.SandboxFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SandboxFolder.class)
class AppStoreResourceTest {

    private static final String BUNDLE = "dev.coinstage.app";
    private static final UUID BUYER = UUID.fromString("018f0c52-7e1b-7000-8000-000000000001");
    private static final String REQUEST = """
            {"bundleId": "dev.coinstage.app", "productId": "dev.coinstage.coins.100",
             "appAccountToken": "018f0c52-7e1b-7000-8000-000000000001", "priceMilliunits": 1290, "currency": "USD",
             "storefront": "USA", "quantity": 1}""";

    @Test
    void apples_own_verifier_accepts_what_was_sold() throws VerificationException {
        var before = Instant.now().toEpochMilli();
        var sold = sell(REQUEST).statusCode(201).extract().as(SaleResponse.class);
        var transaction = verifier(root(), BUNDLE).verifyAndDecodeTransaction(sold.signedTransaction());
        assertThat(transaction.getTransactionId()).isEqualTo(sold.transactionId());
        assertThat(transaction.getOriginalTransactionId()).isEqualTo(sold.transactionId());
        assertThat(transaction.getBundleId()).isEqualTo(BUNDLE);
        assertThat(transaction.getProductId()).isEqualTo("dev.coinstage.coins.100");
        assertThat(transaction.getAppAccountToken()).isEqualTo(BUYER);
        assertThat(transaction.getPrice()).isEqualTo(1290L);
        assertThat(transaction.getCurrency()).isEqualTo("USD");
        assertThat(transaction.getStorefront()).isEqualTo("USA");
        assertThat(transaction.getStorefrontId()).isEqualTo("143441");
        assertThat(transaction.getQuantity()).isEqualTo(1);
        assertThat(transaction.getType()).isEqualTo(Type.CONSUMABLE);
        assertThat(transaction.getInAppOwnershipType()).isEqualTo(InAppOwnershipType.PURCHASED);
        assertThat(transaction.getTransactionReason()).isEqualTo(TransactionReason.PURCHASE);
        assertThat(transaction.getEnvironment()).isEqualTo(Environment.SANDBOX);
        assertThat(transaction.getPurchaseDate())
                .isBetween(before, Instant.now().toEpochMilli())
                .isEqualTo(transaction.getOriginalPurchaseDate())
                .isEqualTo(transaction.getSignedDate());
    }

    @Test
    void an_app_may_leave_out_buyer_and_quantity() throws VerificationException {
        var request = "{\"bundleId\": \"dev.coinstage.app\", \"productId\": \"coins\", \"priceMilliunits\": 1,"
                + " \"currency\": \"EUR\", \"storefront\": \"DEU\"}";
        var sold = sell(request).statusCode(201).extract().as(SaleResponse.class);
        var transaction = verifier(root(), BUNDLE).verifyAndDecodeTransaction(sold.signedTransaction());
        assertThat(transaction.getAppAccountToken()).isNull();
        assertThat(transaction.getQuantity()).isEqualTo(1);
    }

    @Test
    void under_another_root_the_transaction_is_refused() throws Exception {
        var sold = sell(REQUEST).extract().as(SaleResponse.class);
        var other = ChainMaker.make(Clock.systemUTC().instant()).root().getEncoded();
        assertRefused(verifier(other, BUNDLE), sold.signedTransaction(), VerificationStatus.INVALID_CHAIN);
    }

    @Test
    void for_another_app_the_transaction_is_refused() {
        var sold = sell(REQUEST).extract().as(SaleResponse.class);
        assertRefused(
                verifier(root(), "dev.coinstage.other"),
                sold.signedTransaction(),
                VerificationStatus.INVALID_APP_IDENTIFIER);
    }

    @Test
    void an_altered_transaction_is_refused() {
        var parts = sell(REQUEST)
                .extract()
                .as(SaleResponse.class)
                .signedTransaction()
                .split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var richer = payload.replace("coins.100", "coins.999");
        assertThat(richer).isNotEqualTo(payload);
        var forged = String.join(
                ".",
                parts[0],
                Base64.getUrlEncoder().withoutPadding().encodeToString(richer.getBytes(StandardCharsets.UTF_8)),
                parts[2]);
        assertRefused(verifier(root(), BUNDLE), forged, VerificationStatus.VERIFICATION_FAILURE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": 0`             ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": -1`            ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": 10000000001`   ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": 99999999999999999999` ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": 1290.5`        ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": \"1290\"`      ,priceMilliunits",
                "`\"priceMilliunits\": 1290` ,`\"priceMilliunits\": null`          ,priceMilliunits",
                "`\"quantity\": 1`           ,`\"quantity\": 0`                    ,quantity",
                "`\"quantity\": 1`           ,`\"quantity\": 11`                   ,quantity",
                "`\"quantity\": 1`           ,`\"quantity\": 1.5`                  ,quantity",
                "`\"USD\"`                   ,`\"US\"`                             ,currency",
                "`\"USD\"`                   ,`\"usd\"`                            ,currency",
                "`\"USD\"`                   ,`7`                                  ,currency",
                "`\"USA\"`                   ,`\"XXX\"`                            ,storefront",
                "`\"dev.coinstage.app\"`     ,`\"\"`                               ,bundleId",
                "`\"dev.coinstage.app\"`     ,`\"a b\"`                            ,bundleId",
                "`\"dev.coinstage.coins.100\"` ,`null`                             ,productId",
                "`018f0c52-7e1b-7000-8000-000000000001` ,`vera`                    ,appAccountToken",
                "`018f0c52-7e1b-7000-8000-000000000001` ,``                        ,appAccountToken"
            })
    void a_value_that_is_out_of_range_is_named_and_nothing_is_sold(String good, String bad, String field) {
        assertThat(REQUEST).contains(good);
        assertNothingSold(REQUEST.replace(good, bad == null ? "" : bad), "INVALID_REQUEST")
                .body("violations.field", hasItem(field));
    }

    @Test
    void what_is_not_json_is_refused_and_nothing_is_sold() {
        assertNothingSold("{\"bundleId\":", "MALFORMED_REQUEST");
        assertNothingSold("[]", "MALFORMED_REQUEST");
        assertNothingSold(REQUEST + "{}", "MALFORMED_REQUEST");
        assertNothingSold("", "INVALID_REQUEST");
        assertNothingSold("null", "INVALID_REQUEST");
    }

    @Test
    void a_field_that_is_unknown_or_said_twice_is_refused_and_nothing_is_sold() {
        assertNothingSold(REQUEST.replace("quantity", "quantty"), "UNKNOWN_FIELD")
                .body("field", equalTo("quantty"));
        assertNothingSold(REQUEST.replace("\"quantity\"", "\"quantity\": 2, \"quantity\""), "MALFORMED_REQUEST");
    }

    @Test
    void the_wrong_door_is_a_problem_document_too() {
        given().contentType(ContentType.TEXT)
                .body(REQUEST)
                .post("/app-store/transactions")
                .then()
                .spec(problem(415, "UNSUPPORTED_MEDIA_TYPE"));
        given().get("/app-store/transactions").then().spec(problem(405, "METHOD_NOT_ALLOWED"));
        given().get("/play-store").then().spec(problem(404, "NOT_FOUND"));
    }

    @Test
    void a_callers_request_id_is_kept() {
        given().header("X-Request-Id", "demo-7")
                .get("/play-store")
                .then()
                .header("X-Request-Id", "demo-7")
                .body("requestId", equalTo("demo-7"));
        given().header("X-Request-Id", "not one!")
                .get("/play-store")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void the_totals_say_what_each_app_sold_in_each_currency() {
        var request = REQUEST.replace("dev.coinstage.app", "dev.coinstage.totals");
        sell(request).statusCode(201);
        sell(request.replace("1290", "10000").replace("\"quantity\": 1", "\"quantity\": 10"))
                .statusCode(201);
        sell(request.replace("USD", "JPY").replace("USA", "JPN").replace("1290", "160000"))
                .statusCode(201);
        assertThat(totals("dev.coinstage.totals"))
                .containsExactly(
                        Map.of(
                                "bundleId",
                                "dev.coinstage.totals",
                                "currency",
                                "JPY",
                                "count",
                                1,
                                "priceMilliunits",
                                160000),
                        Map.of(
                                "bundleId",
                                "dev.coinstage.totals",
                                "currency",
                                "USD",
                                "count",
                                2,
                                "priceMilliunits",
                                11290));
    }

    @Test
    void two_hundred_buyers_at_once_get_two_hundred_transactions() throws Exception {
        var request = REQUEST.replace("dev.coinstage.app", "dev.coinstage.crowd");
        Callable<String> buyer = () -> sell(request).statusCode(201).extract().path("transactionId");
        var ids = new ArrayList<String>();
        var pool = Executors.newFixedThreadPool(16);
        try {
            for (var bought : pool.invokeAll(Collections.nCopies(200, buyer))) {
                ids.add(bought.get());
            }
        } finally {
            pool.shutdown();
        }
        assertThat(ids).hasSize(200).doesNotHaveDuplicates().allMatch(id -> id.matches("2\\d{18}"));
        assertThat(totals("dev.coinstage.crowd"))
                .extracting(total -> total.get("count"), total -> total.get("priceMilliunits"))
                .containsExactly(tuple(200, 258000));
    }

    @Test
    void it_is_ready() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    private static ValidatableResponse assertNothingSold(String request, String code) {
        var before = totals(BUNDLE);
        var refused = sell(request).spec(problem(400, code));
        assertThat(totals(BUNDLE)).isEqualTo(before);
        return refused;
    }

    private static ValidatableResponse sell(String request) {
        return given().contentType(ContentType.JSON)
                .body(request)
                .post("/app-store/transactions")
                .then();
    }

    private static List<Map<String, Object>> totals(String bundle) {
        List<Map<String, Object>> items = given().get("/app-store/totals")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return items.stream()
                .filter(item -> bundle.equals(item.get("bundleId")))
                .toList();
    }

    private static byte[] root() {
        return given().get("/app-store/root-certificate")
                .then()
                .statusCode(200)
                .contentType("application/pkix-cert")
                .extract()
                .asByteArray();
    }

    private static SignedDataVerifier verifier(byte[] root, String bundle) {
        return new SignedDataVerifier(Set.of(new ByteArrayInputStream(root)), bundle, null, Environment.SANDBOX, false);
    }

    private static void assertRefused(SignedDataVerifier verifier, String signed, VerificationStatus status) {
        assertThatThrownBy(() -> verifier.verifyAndDecodeTransaction(signed))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        refusal -> assertThat(refusal.getStatus()).isEqualTo(status));
    }
}
