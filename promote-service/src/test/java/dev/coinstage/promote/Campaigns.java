package dev.coinstage.promote;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.ContractFilter;
import dev.coinstage.testing.TokenIssuerResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The calls that client apps make; each exchange is held against the committed contract. */
final class Campaigns {

    static final Path CONTRACT = Path.of("src/main/resources/openapi/openapi.yaml");

    private static final ContractFilter IN_CONTRACT = ContractFilter.of(CONTRACT);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Campaigns of the running test, with their owners. */
    private static final Map<UUID, UUID> OPEN = new LinkedHashMap<>();

    private Campaigns() {}

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

    static UUID content(UUID creator) {
        return UUID.fromString(as(creator, "creator")
                .header("Idempotency-Key", key())
                .body(Map.of("kind", "VIDEO", "title", "Skin Prep", "link", "https://example.com/skin-prep"))
                .post("/v1/contents")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id"));
    }

    /** A campaign that could begin now and lasts an hour. */
    static Map<String, Object> body(UUID content, long coins, String title) {
        var body = new HashMap<String, Object>();
        body.put("contentId", content.toString());
        body.put("objective", "VIEWS");
        body.put("budgetCoins", coins);
        body.put("startsAt", Instant.now().minusSeconds(1).toString());
        body.put("endsAt", Instant.now().plusSeconds(3600).toString());
        body.put("title", title);
        body.put("text", "Three steps before any make-up.");
        return body;
    }

    static Response create(UUID creator, String key, Map<String, Object> body) {
        return as(creator, "creator").header("Idempotency-Key", key).body(body).post("/v1/campaigns");
    }

    static UUID draft(UUID creator, long coins, String title) {
        return draft(creator, body(content(creator), coins, title));
    }

    static UUID draft(UUID creator, Map<String, Object> body) {
        var id = UUID.fromString(
                create(creator, key(), body).then().statusCode(201).extract().<String>path("id"));
        OPEN.put(id, creator);
        return id;
    }

    static Response step(UUID creator, UUID campaign, String step, String key) {
        return as(creator, "creator").header("Idempotency-Key", key).post("/v1/campaigns/" + campaign + "/" + step);
    }

    static UUID submitted(UUID creator, long coins, String title) {
        var campaign = draft(creator, coins, title);
        step(creator, campaign, "submit", key()).then().statusCode(200);
        return campaign;
    }

    /** A campaign that is shown, of a creator who had just its budget. */
    static UUID active(UUID creator, long coins) {
        FakeWallet.give(creator, coins);
        var campaign = submitted(creator, coins, "Skin Prep tonight");
        awaitState(creator, campaign, "ACTIVE");
        return campaign;
    }

    static Response get(UUID creator, UUID campaign) {
        return as(creator, "creator").get("/v1/campaigns/" + campaign);
    }

    static Response awaitState(UUID creator, UUID campaign, String state) {
        return await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(creator, campaign), reply -> state.equals(reply.path("state")));
    }

    static Response decide(UUID viewer) {
        return as(viewer, "viewer").body(Map.of("placement", "for-you")).post("/v1/ad-decisions");
    }

    static Response notice(UUID viewer, String notice) {
        return as(viewer, "viewer").body(Map.of("notice", notice)).post("/v1/ad-notices");
    }

    /** A viewer sees so many impressions; what was decided is billed at once. */
    static void see(UUID viewer, int impressions) {
        for (int seen = 0; seen < impressions; seen++) {
            var notice = decide(viewer).then().statusCode(200).extract().<String>path("notice");
            notice(viewer, notice).then().statusCode(200);
        }
    }

    static void endAll() {
        OPEN.forEach((campaign, creator) -> step(creator, campaign, "cancel", key()));
        OPEN.clear();
    }
}
