package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WalletTest
class LiveTest {

    private final UUID creator = UUID.randomUUID();

    private Response start(String key, String title) {
        return WalletCalls.as(creator, "creator")
                .header("Idempotency-Key", key)
                .body(Map.of("title", title))
                .post("/v1/lives");
    }

    @Test
    void a_live_is_seen_by_everybody() {
        var live = WalletCalls.startLive(creator);
        WalletCalls.as(UUID.randomUUID(), "viewer")
                .get("/v1/lives/" + live)
                .then()
                .statusCode(200)
                .body("creatorId", equalTo(creator.toString()))
                .body("state", equalTo("LIVE"));
    }

    @Test
    void a_replay_starts_no_second_live() {
        var key = WalletCalls.key();
        var first = start(key, "Serums");
        var before = Books.state();
        var replay = start(key, "Serums");
        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        start(key, "SPF Showdown").then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        assertThat(Books.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void a_title_is_needed(String title) {
        start(WalletCalls.key(), title).then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_title_has_at_most_100_characters() {
        start(WalletCalls.key(), "x".repeat(100)).then().statusCode(201);
        start(WalletCalls.key(), "x".repeat(101)).then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void another_creators_live_cannot_be_ended() {
        var live = WalletCalls.startLive(creator);
        WalletCalls.as(UUID.randomUUID(), "creator")
                .post("/v1/lives/" + live + "/end")
                .then()
                .spec(problem(404, "LIVE_NOT_FOUND"));
        WalletCalls.as(creator, "creator").get("/v1/lives/" + live).then().body("state", equalTo("LIVE"));
    }
}
