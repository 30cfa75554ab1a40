package dev.coinstage.fraud;

import static dev.coinstage.fraud.FraudCalls.decide;
import static dev.coinstage.fraud.FraudCalls.decided;
import static dev.coinstage.fraud.FraudCalls.id;
import static dev.coinstage.fraud.FraudCalls.key;
import static dev.coinstage.fraud.FraudCalls.payout;
import static dev.coinstage.fraud.FraudCalls.purchase;
import static dev.coinstage.fraud.FraudCalls.question;
import static dev.coinstage.fraud.FraudCalls.rows;
import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.fraud.decision.domain.Engine;
import dev.coinstage.fraud.decision.domain.Features;
import dev.coinstage.fraud.decision.domain.RuleSettings;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@FraudTest
class DecisionTest {

    @Inject
    ObjectMapper json;

    private final UUID user = UUID.randomUUID();

    @Test
    void a_first_small_purchase_is_allowed_and_can_be_read_by_the_team() {
        var reply = decided(purchase(user, 999, Map.of("store", "APP_STORE", "region", "US")));
        reply.then()
                .body("outcome", equalTo("ALLOW"))
                .body("score", equalTo(0))
                .body("reasonCodes", empty())
                .body("caseId", nullValue());
        FraudCalls.analyst()
                .get("/v1/decisions/" + reply.path("decisionId"))
                .then()
                .statusCode(200)
                .body("userId", equalTo(user.toString()))
                .body("rulesVersion", equalTo(reply.path("rulesVersion")));
    }

    @Test
    void decisions_are_counted_by_action_and_outcome_and_timed() {
        decided(purchase(user, 999, Map.of()));
        assertThat(RestAssured.get("/q/metrics").asString())
                .containsPattern("coinstage_decisions_total\\{action=\"PURCHASE\",outcome=\"ALLOW\",?} [1-9]")
                .contains("coinstage_decisions_time_seconds_count{action=\"PURCHASE\"")
                .contains("coinstage_cases_open{age=\"1h\"")
                .contains("coinstage_audit_broken 0.0");
    }

    @Test
    void an_unknown_decision_is_not_found() {
        FraudCalls.analyst().get("/v1/decisions/" + id()).then().spec(problem(404, "DECISION_NOT_FOUND"));
    }

    @Test
    void a_replay_is_answered_the_same_and_decides_nothing() {
        var key = key();
        var question = payout(user, id(), 60_000, Instant.now().toString());
        var first = decide(key, question);
        var replay = decide(key, question);
        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        assertThat(rows("SELECT count(*) FROM decision WHERE user_id = '" + user + "'"))
                .containsExactly("1");
        assertThat(rows("SELECT count(*) FROM fraud_case WHERE user_id = '" + user + "'"))
                .containsExactly("1");
    }

    @Test
    void a_key_that_comes_with_another_question_is_refused() {
        var key = key();
        var subject = id();
        decide(key, question("PURCHASE", subject, user, "USD", 999, Map.of("region", "US")));
        decide(key, question("PURCHASE", subject, user, "USD", 999, Map.of("region", "DE")))
                .then()
                .spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        decide(key, question("PURCHASE", subject, UUID.randomUUID(), "USD", 999, Map.of("region", "US")))
                .then()
                .spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    /** Different users do not wait for each other's lock: the key alone must hold them apart. */
    @Test
    void one_key_at_the_same_moment_decides_once() {
        var key = key();
        var question = purchase(user, 999, Map.of());
        var replies = together(8, attempt -> decide(key, question).asString());
        assertThat(replies.stream().distinct()).hasSize(1);
        var other = key();
        var statuses = together(
                8,
                attempt -> String.valueOf(decide(other, purchase(UUID.randomUUID(), 999, Map.of()))
                        .statusCode()));
        assertThat(statuses.stream().filter("201"::equals)).hasSize(1);
        assertThat(statuses.stream().filter("409"::equals)).hasSize(7);
    }

    private static List<String> together(int count, IntFunction<String> call) {
        var calls = IntStream.range(0, count)
                .mapToObj(attempt -> CompletableFuture.supplyAsync(() -> call.apply(attempt)))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    /** Each counts the ones before, although all come at once. */
    @Test
    void purchases_at_the_same_moment_are_counted() {
        together(6, attempt -> decided(purchase(user, 100, Map.of())).path("outcome"));
        assertThat(rows("SELECT (features -> 'lastHour' ->> 'count')::int FROM decision WHERE user_id = '" + user
                        + "' ORDER BY 1"))
                .containsExactly("0", "1", "2", "3", "4", "5");
        decided(purchase(user, 100, Map.of())).then().body("reasonCodes", contains("PURCHASES_FREQUENT"));
    }

    @Test
    void asking_again_about_one_subject_is_no_further_purchase() {
        var question = purchase(user, 100, Map.of());
        IntStream.range(0, 8).forEach(again -> decided(question).then().body("outcome", equalTo("ALLOW")));
    }

    @Test
    void a_card_is_remembered_by_whom_it_was_used() {
        var card = Map.<String, Object>of("cardFingerprint", "card-" + UUID.randomUUID());
        decided(purchase(UUID.randomUUID(), 100, card)).then().body("outcome", equalTo("ALLOW"));
        decided(purchase(UUID.randomUUID(), 100, card)).then().body("score", equalTo(25));
        decided(purchase(user, 100, card))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("reasonCodes", contains("CARD_ON_SEVERAL_USERS"))
                .body("caseId", notNullValue());
    }

    @Test
    void a_shared_destination_is_reviewed() {
        var old = Instant.now().minus(30, ChronoUnit.DAYS).toString();
        var facts = Map.<String, Object>of("methodAddedAt", old, "destinationFingerprint", "iban-" + user);
        decided(question("PAYOUT", id(), UUID.randomUUID(), "USD", 2_000, facts))
                .then()
                .body("outcome", equalTo("ALLOW"));
        decided(question("PAYOUT", id(), user, "USD", 2_000, facts))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("reasonCodes", contains("DESTINATION_SHARED"));
    }

    @Test
    void a_scam_campaign_is_refused_and_an_ordinary_one_passes() {
        var scam = Map.<String, Object>of(
                "title", "FREE coins", "text", "Our coin generator", "link", "https://x.example");
        decided(question("CAMPAIGN", id(), user, "COIN", 500, scam))
                .then()
                .body("outcome", equalTo("BLOCK"))
                .body("reasonCodes", hasItem("SCAM_FREE_COINS"));
        var honest =
                Map.<String, Object>of("title", "Skin Prep", "text", "Join my Live on Friday!", "objective", "VIEWS");
        decided(question("CAMPAIGN", id(), UUID.randomUUID(), "COIN", 500, honest))
                .then()
                .body("outcome", equalTo("ALLOW"));
    }

    @Test
    void a_review_opens_one_case_for_its_subject_however_often_it_is_asked() {
        var subject = id();
        var first = FraudCalls.reviewed(user, subject);
        first.then().body("outcome", equalTo("REVIEW")).body("reasonCodes", hasItem("FRESH_METHOD_LARGE_AMOUNT"));
        String opened = first.path("caseId");
        FraudCalls.reviewed(user, subject)
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("caseId", equalTo(opened));
        assertThat(FraudCalls.eventsAbout(opened)).containsExactly("fraud.case.opened");
    }

    /** The engine on the stored features and the stored settings says what was said. */
    @Test
    void every_stored_decision_replays_identically() throws Exception {
        decided(purchase(user, 12_000, Map.of("cardCountry", "BR", "region", "US")));
        FraudCalls.reviewed(user, id());
        var campaign =
                Map.<String, Object>of("title", "DM me for coins", "text", "é\u200b", "link", "http://192.0.2.1");
        decided(question("CAMPAIGN", id(), user, "COIN", 500, campaign));
        var replayed = 0;
        for (var row : rows(
                "SELECT jsonb_build_object('action', d.action, 'features', d.features, 'settings', s.settings, 'said', "
                        + "jsonb_build_array(d.outcome, d.score, d.reason_codes))::text FROM decision d JOIN rule_set s ON s.version = d.rules_version")) {
            var stored = json.readTree(row);
            var features = json.treeToValue(
                    stored.get("features"), type(stored.get("action").asText()));
            var settings = json.treeToValue(stored.get("settings"), RuleSettings.class);
            var said = Engine.decide(features, settings);
            assertThat(json.readTree(json.writeValueAsString(List.of(said.outcome(), said.score(), said.reasons()))))
                    .isEqualTo(stored.get("said"));
            replayed++;
        }
        assertThat(rows("SELECT count(*) FROM decision")).containsExactly(String.valueOf(replayed));
    }

    private static Class<? extends Features> type(String action) {
        return switch (action) {
            case "PURCHASE" -> Features.Purchase.class;
            case "CAMPAIGN" -> Features.Campaign.class;
            default -> Features.Payout.class;
        };
    }

    static Stream<Map<String, Object>> badQuestions() {
        var good = purchase(UUID.randomUUID(), 999, Map.of());
        return Stream.of(
                changed(good, "action", "THEFT"),
                changed(good, "subjectId", "x"),
                changed(good, "amount", Map.of("asset", "USD", "units", -1)),
                changed(good, "amount", Map.of("asset", "usd", "units", 1)),
                changed(good, "facts", Map.of("a", List.of(1))),
                changed(good, "facts", Map.of("a", Map.of("b", 1))),
                changed(good, "facts", Map.of("methodAddedAt", "yesterday")),
                changed(good, "facts", Map.of("cardFingerprint", "x".repeat(201))),
                changed(good, "facts", Map.of("text", "x".repeat(4_001))),
                changed(
                        good,
                        "facts",
                        IntStream.range(0, 41).boxed().collect(Collectors.toMap(number -> "f" + number, number -> 1))));
    }

    private static Map<String, Object> changed(Map<String, Object> good, String name, Object value) {
        var bad = new HashMap<>(good);
        bad.put(name, value);
        return bad;
    }

    @ParameterizedTest
    @MethodSource("badQuestions")
    void a_question_that_makes_no_sense_is_refused(Map<String, Object> question) {
        decide(key(), question).then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_fact_that_is_null_is_refused() {
        var facts = new HashMap<String, Object>();
        facts.put("region", null);
        decide(key(), changed(purchase(user, 1, Map.of()), "facts", facts))
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void an_unknown_field_is_refused() {
        decide(key(), changed(purchase(user, 1, Map.of()), "score", 0)).then().spec(problem(400, "UNKNOWN_FIELD"));
    }
}
