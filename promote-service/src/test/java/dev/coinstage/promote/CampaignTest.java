package dev.coinstage.promote;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PromoteTest
class CampaignTest {

    private final UUID creator = UUID.randomUUID();

    @Test
    void a_draft_holds_nothing() {
        var campaign = Campaigns.draft(creator, 500, "Skin Prep tonight");
        Campaigns.get(creator, campaign)
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("budgetCoins", equalTo(500))
                .body("money", nullValue())
                .body("priceMicros", nullValue());
        assertThat(FakeWallet.holdsOf(campaign)).isZero();
    }

    @Test
    void a_replay_makes_no_second_campaign() {
        var body = Campaigns.body(Campaigns.content(creator), 5, "Serums");
        var key = Campaigns.key();
        var first = Campaigns.create(creator, key, body);
        first.then().statusCode(201);
        var before = Tables.state();
        var replay = Campaigns.create(creator, key, body);
        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        body.put("budgetCoins", 6);
        Campaigns.create(creator, key, body).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        assertThat(Tables.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_001})
    void a_budget_has_1_to_1000000_coins(long coins) {
        var body = Campaigns.body(Campaigns.content(creator), coins, "Serums");
        Campaigns.create(creator, Campaigns.key(), body).then().spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_flight_lies_ahead_and_lasts_30_days_at_most() {
        var now = Instant.now();
        for (var flight : List.of(
                List.of(now, now),
                List.of(now, now.minusSeconds(1)),
                List.of(now.minusSeconds(7200), now.minusSeconds(3600)),
                List.of(now, now.plusSeconds(30 * 86_400 + 1)),
                List.of(now.plusSeconds(400L * 86_400), now.plusSeconds(401L * 86_400)))) {
            var body = Campaigns.body(Campaigns.content(creator), 5, "Serums");
            body.put("startsAt", flight.get(0).toString());
            body.put("endsAt", flight.get(1).toString());
            Campaigns.create(creator, Campaigns.key(), body).then().spec(problem(422, "FLIGHT_IMPOSSIBLE"));
        }
    }

    @Test
    void only_ones_own_content_is_boosted() {
        var body = Campaigns.body(Campaigns.content(UUID.randomUUID()), 5, "Serums");
        Campaigns.create(creator, Campaigns.key(), body).then().spec(problem(422, "CONTENT_UNKNOWN"));
        body.put("contentId", UUID.randomUUID().toString());
        Campaigns.create(creator, Campaigns.key(), body).then().spec(problem(422, "CONTENT_UNKNOWN"));
    }

    @Test
    void another_ones_campaign_is_not_found() {
        var campaign = Campaigns.draft(creator, 5, "Serums");
        var other = UUID.randomUUID();
        Campaigns.get(other, campaign).then().spec(problem(404, "CAMPAIGN_NOT_FOUND"));
        for (var step : List.of("submit", "pause", "resume", "cancel")) {
            Campaigns.step(other, campaign, step, Campaigns.key()).then().spec(problem(404, "CAMPAIGN_NOT_FOUND"));
        }
        Campaigns.get(creator, campaign).then().body("state", equalTo("DRAFT"));
    }

    @Test
    void a_draft_is_cancelled_for_nothing() {
        var campaign = Campaigns.draft(creator, 5, "Serums");
        Campaigns.step(creator, campaign, "pause", Campaigns.key())
                .then()
                .spec(problem(409, "CAMPAIGN_STATE").body("state", equalTo("DRAFT")));
        Campaigns.step(creator, campaign, "cancel", Campaigns.key())
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("endedAs", equalTo("CANCELLED"))
                .body("reason", equalTo("BY_OWNER"));
        Campaigns.step(creator, campaign, "submit", Campaigns.key()).then().spec(problem(409, "CAMPAIGN_STATE"));
    }

    @Test
    void money_needs_a_key() {
        var campaign = Campaigns.draft(creator, 5, "Serums");
        for (var step : List.of("submit", "cancel")) {
            Campaigns.as(creator, "creator")
                    .post("/v1/campaigns/" + campaign + "/" + step)
                    .then()
                    .spec(problem(400, "IDEMPOTENCY_KEY_MISSING"));
        }
    }

    @Test
    void ones_campaigns_are_listed_page_by_page_newest_first() {
        var made = new ArrayList<String>();
        for (int campaign = 0; campaign < 5; campaign++) {
            made.add(0, Campaigns.draft(creator, 5, "Serums").toString());
        }
        var listed = new ArrayList<String>();
        String after = null;
        do {
            var request = Campaigns.as(creator, "creator").queryParam("limit", 2);
            var page = (after == null ? request : request.queryParam("after", after)).get("/v1/campaigns");
            page.then().statusCode(200);
            listed.addAll(page.jsonPath().getList("items.id"));
            after = page.path("next");
        } while (after != null);
        assertThat(listed).isEqualTo(made);
        Campaigns.as(UUID.randomUUID(), "creator").get("/v1/campaigns").then().body("items", hasSize(0));
    }

    @Test
    void a_foreign_cursor_and_a_page_of_nothing_are_refused() {
        Campaigns.as(creator, "creator")
                .queryParam("after", "nonsense")
                .get("/v1/campaigns")
                .then()
                .spec(problem(400, "INVALID_CURSOR"));
        for (var limit : List.of(0, 201)) {
            Campaigns.as(creator, "creator")
                    .queryParam("limit", limit)
                    .get("/v1/campaigns")
                    .then()
                    .spec(problem(400, "INVALID_REQUEST"));
        }
    }

    @Test
    void unknown_fields_are_refused() {
        var body = Campaigns.body(Campaigns.content(creator), 5, "Serums");
        body.put("discount", 50);
        Campaigns.create(creator, Campaigns.key(), body).then().spec(problem(400, "UNKNOWN_FIELD"));
        Campaigns.as(creator, "creator")
                .body(Map.of("placement", "For You!"))
                .post("/v1/ad-decisions")
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }
}
