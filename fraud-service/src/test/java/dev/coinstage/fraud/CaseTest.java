package dev.coinstage.fraud;

import static dev.coinstage.fraud.FraudCalls.id;
import static dev.coinstage.fraud.FraudCalls.key;
import static dev.coinstage.fraud.FraudCalls.rows;
import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@FraudTest
class CaseTest {

    private final UUID creator = UUID.randomUUID();
    private final UUID analyst = UUID.randomUUID();
    private final UUID lead = UUID.randomUUID();
    private final UUID payout = id();

    private String opened() {
        return FraudCalls.reviewed(creator, payout).path("caseId");
    }

    private static Response decide(UUID who, String role, String caseId, String tag, String key, String verdict) {
        var request = FraudCalls.as(who, role).header("Idempotency-Key", key);
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return request.body(Map.of("verdict", verdict, "reason", "The bank confirmed it."))
                .post("/v1/cases/" + caseId + "/decision");
    }

    private static Response assign(UUID who, String role, String caseId, String tag, UUID to) {
        return FraudCalls.as(who, role)
                .header("If-Match", tag)
                .body(Map.of("assignee", to))
                .post("/v1/cases/" + caseId + "/assign");
    }

    @Test
    void an_analyst_takes_a_case_notes_and_decides_it_and_the_others_hear_of_it() {
        var caseId = opened();
        FraudCalls.analyst()
                .get("/v1/cases/" + caseId)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("state", equalTo("OPEN"))
                .body("action", equalTo("PAYOUT"))
                .body("subjectId", equalTo(payout.toString()));
        assign(analyst, "security-analyst", caseId, "\"1\"", analyst)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("assignee", equalTo(analyst.toString()));
        FraudCalls.as(analyst, "security-analyst")
                .header("Idempotency-Key", key())
                .body(Map.of("text", "Called the creator."))
                .post("/v1/cases/" + caseId + "/notes")
                .then()
                .statusCode(201);
        decide(analyst, "security-analyst", caseId, "\"2\"", key(), "APPROVED")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("state", equalTo("DECIDED"))
                .body("verdict", equalTo("APPROVED"));
        FraudCalls.analyst()
                .get("/v1/cases/" + caseId)
                .then()
                .body("notes.text", contains("Called the creator."))
                .body("decidedBy", equalTo(analyst.toString()));
        assertThat(FraudCalls.eventsAbout(caseId)).containsExactly("fraud.case.opened", "fraud.case.decided");
        assertThat(rows(
                        "SELECT data ->> 'action', data ->> 'subjectId', data ->> 'verdict', data ->> 'decidedBy' FROM event_outbox "
                                + "WHERE type = 'fraud.case.decided' AND subject = '" + caseId + "'"))
                .containsExactly("PAYOUT " + payout + " APPROVED " + analyst);
        assertThat(rows("SELECT action, actor FROM audit_entry WHERE subject = '" + caseId + "' ORDER BY seq"))
                .containsExactly("case.assigned " + analyst, "case.noted " + analyst, "case.decided " + analyst);
    }

    @Test
    void what_was_approved_is_allowed_when_it_is_asked_again_but_not_for_more() {
        decide(analyst, "security-analyst", opened(), "\"1\"", key(), "APPROVED");
        FraudCalls.reviewed(creator, payout)
                .then()
                .body("outcome", equalTo("ALLOW"))
                .body("reasonCodes", contains("CASE_APPROVED"));
        FraudCalls.decided(
                        FraudCalls.payout(creator, payout, 60_001, Instant.now().toString()))
                .then()
                .body("outcome", equalTo("REVIEW"))
                .body("caseId", notNullValue());
    }

    @Test
    void what_was_denied_is_refused_when_it_is_asked_again() {
        decide(analyst, "security-analyst", opened(), "\"1\"", key(), "DENIED");
        FraudCalls.reviewed(creator, payout)
                .then()
                .body("outcome", equalTo("BLOCK"))
                .body("reasonCodes", hasItem("CASE_DENIED"));
    }

    @Test
    void a_replay_of_a_decision_is_answered_the_same_and_publishes_nothing() {
        var caseId = opened();
        var key = key();
        var first = decide(analyst, "security-analyst", caseId, "\"1\"", key, "DENIED");
        var replay = decide(analyst, "security-analyst", caseId, "\"1\"", key, "DENIED");
        replay.then().statusCode(200).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        assertThat(FraudCalls.eventsAbout(caseId)).containsExactly("fraud.case.opened", "fraud.case.decided");
        decide(analyst, "security-analyst", caseId, "\"1\"", key, "APPROVED")
                .then()
                .spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_decided_case_stays_decided() {
        var caseId = opened();
        decide(analyst, "security-analyst", caseId, "\"1\"", key(), "DENIED");
        decide(lead, "security-lead", caseId, "\"2\"", key(), "APPROVED").then().spec(problem(409, "CASE_DECIDED"));
        assign(lead, "security-lead", caseId, "\"2\"", analyst).then().spec(problem(409, "CASE_DECIDED"));
    }

    @Test
    void who_read_an_older_version_is_refused() {
        var caseId = opened();
        assign(analyst, "security-analyst", caseId, "\"1\"", analyst);
        decide(analyst, "security-analyst", caseId, "\"1\"", key(), "DENIED")
                .then()
                .spec(problem(412, "CASE_CHANGED"))
                .body("version", equalTo(2));
        assertThat(FraudCalls.eventsAbout(caseId)).containsExactly("fraud.case.opened");
    }

    @Test
    void a_change_names_the_version_that_was_read() {
        var caseId = opened();
        decide(analyst, "security-analyst", caseId, null, key(), "DENIED")
                .then()
                .spec(problem(428, "IF_MATCH_MISSING"));
        decide(analyst, "security-analyst", caseId, "1", key(), "DENIED")
                .then()
                .spec(problem(400, "IF_MATCH_MALFORMED"));
    }

    @Test
    void of_two_who_decide_at_the_same_moment_one_does() {
        var caseId = opened();
        var replies = IntStream.range(0, 6)
                .mapToObj(who -> CompletableFuture.supplyAsync(() -> decide(
                                UUID.randomUUID(),
                                "security-analyst",
                                caseId,
                                "\"1\"",
                                key(),
                                who % 2 == 0 ? "APPROVED" : "DENIED")
                        .statusCode()))
                .toList();
        var statuses = replies.stream().map(CompletableFuture::join).toList();
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(5);
        assertThat(FraudCalls.eventsAbout(caseId)).containsExactly("fraud.case.opened", "fraud.case.decided");
    }

    @Test
    void what_somebody_else_works_on_is_theirs_or_a_leads() {
        var caseId = opened();
        assign(analyst, "security-analyst", caseId, "\"1\"", analyst);
        decide(UUID.randomUUID(), "security-analyst", caseId, "\"2\"", key(), "DENIED")
                .then()
                .spec(problem(409, "CASE_OF_ANOTHER"));
        decide(lead, "security-lead", caseId, "\"2\"", key(), "DENIED").then().statusCode(200);
    }

    @Test
    void only_a_lead_gives_cases_to_others() {
        var caseId = opened();
        assign(analyst, "security-analyst", caseId, "\"1\"", lead).then().spec(problem(403, "FORBIDDEN"));
        assign(lead, "security-lead", caseId, "\"1\"", analyst).then().statusCode(200);
    }

    @Test
    void a_note_is_written_once_per_key() {
        var caseId = opened();
        var key = key();
        var replies = IntStream.range(0, 2)
                .mapToObj(again -> FraudCalls.as(analyst, "security-analyst")
                        .header("Idempotency-Key", key)
                        .body(Map.of("text", "Once."))
                        .post("/v1/cases/" + caseId + "/notes")
                        .asString())
                .toList();
        assertThat(replies.get(1)).isEqualTo(replies.get(0));
        FraudCalls.analyst().get("/v1/cases/" + caseId).then().body("notes", hasSize(1));
    }

    @Test
    void an_unknown_case_is_not_found() {
        FraudCalls.analyst().get("/v1/cases/" + id()).then().spec(problem(404, "CASE_NOT_FOUND"));
        decide(analyst, "security-analyst", key(), "\"1\"", key(), "DENIED")
                .then()
                .spec(problem(404, "CASE_NOT_FOUND"));
        FraudCalls.analyst()
                .header("Idempotency-Key", key())
                .body(Map.of("text", "x"))
                .post("/v1/cases/" + id() + "/notes")
                .then()
                .spec(problem(404, "CASE_NOT_FOUND"));
    }

    @Test
    void the_queue_is_read_in_pages_without_gaps_or_repeats() {
        IntStream.range(0, 5).forEach(number -> FraudCalls.reviewed(UUID.randomUUID(), id()));
        var expected = rows("SELECT id FROM fraud_case WHERE state = 'OPEN' ORDER BY id");
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var request = FraudCalls.analyst().queryParam("state", "OPEN").queryParam("limit", 2);
            var page = (after == null ? request : request.queryParam("after", after)).get("/v1/cases");
            page.then().statusCode(200);
            seen.addAll(page.<List<String>>path("items.caseId"));
            after = page.path("next");
        } while (after != null);
        assertThat(seen).isEqualTo(expected);
        FraudCalls.analyst().queryParam("after", "x").get("/v1/cases").then().spec(problem(400, "INVALID_CURSOR"));
        FraudCalls.analyst().queryParam("limit", 201).get("/v1/cases").then().spec(problem(400, "INVALID_REQUEST"));
        FraudCalls.analyst().queryParam("state", "LOST").get("/v1/cases").then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_changed_audit_entry_shows() {
        decide(analyst, "security-analyst", opened(), "\"1\"", key(), "DENIED");
        assertThat(rows("SELECT first_broken_audit()")).containsExactly("null");
        var last = rows("SELECT max(seq) FROM audit_entry").get(0);
        FraudCalls.run(
                "ALTER TABLE audit_entry DISABLE TRIGGER insert_only; UPDATE audit_entry SET role = 'x' || role WHERE seq = "
                        + last);
        assertThat(rows("SELECT first_broken_audit()")).containsExactly(last);
        FraudCalls.run("UPDATE audit_entry SET role = substr(role, 2) WHERE seq = " + last
                + "; ALTER TABLE audit_entry ENABLE TRIGGER insert_only");
        assertThat(rows("SELECT first_broken_audit()")).containsExactly("null");
    }
}
