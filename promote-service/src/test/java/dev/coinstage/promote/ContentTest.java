package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@PromoteTest
class ContentTest {

    private final UUID creator = UUID.randomUUID();

    private Response register(String key, Map<String, Object> body) {
        return Campaigns.as(creator, "creator")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/contents");
    }

    @Test
    void a_content_is_seen_by_everybody() {
        var content = Campaigns.content(creator);
        Campaigns.as(UUID.randomUUID(), "viewer")
                .get("/v1/contents/" + content)
                .then()
                .statusCode(200)
                .body("ownerId", equalTo(creator.toString()))
                .body("kind", equalTo("VIDEO"))
                .body("title", equalTo("Skin Prep"));
    }

    @Test
    void a_live_keeps_the_id_that_it_has() {
        var live = UUID.randomUUID();
        Map<String, Object> body = Map.of("kind", "LIVE", "id", live.toString(), "title", "Serums");
        register(Campaigns.key(), body).then().statusCode(201).body("id", equalTo(live.toString()));
        register(Campaigns.key(), body).then().spec(problem(409, "CONTENT_EXISTS"));
    }

    @Test
    void a_replay_registers_no_second_content() {
        var key = Campaigns.key();
        Map<String, Object> body = Map.of("kind", "VIDEO", "title", "Serums");
        var first = register(key, body);
        var before = Tables.state();
        var replay = register(key, body);
        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        register(key, Map.of("kind", "LIVE", "title", "Serums")).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        assertThat(Tables.state()).isEqualTo(before);
    }

    @Test
    void a_content_without_title_or_with_a_link_of_another_kind_is_refused() {
        register(Campaigns.key(), Map.of("kind", "VIDEO", "title", " ")).then().spec(problem(400, "INVALID_REQUEST"));
        register(Campaigns.key(), Map.of("kind", "VIDEO", "title", "x".repeat(101)))
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
        register(Campaigns.key(), Map.of("kind", "VIDEO", "title", "x", "link", "javascript:alert(1)"))
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
        register(Campaigns.key(), Map.of("kind", "CLIP", "title", "x")).then().spec(problem(400, "INVALID_REQUEST"));
        register(Campaigns.key(), Map.of("kind", "VIDEO", "title", "x", "owner", "me"))
                .then()
                .spec(problem(400, "UNKNOWN_FIELD"));
    }

    @Test
    void an_unknown_content_is_not_found() {
        Campaigns.as(creator, "viewer")
                .get("/v1/contents/" + UUID.randomUUID())
                .then()
                .spec(problem(404, "CONTENT_NOT_FOUND"));
    }
}
