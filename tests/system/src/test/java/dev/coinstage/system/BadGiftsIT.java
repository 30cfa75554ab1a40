package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Reply;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gifts that must not be given: each gets its problem document, and the books stay as they were. */
@ExtendWith(RunningWorld.class)
class BadGiftsIT {

    private static final String ROSE = "{\"giftId\": \"rose\", \"quantity\": 1}";

    private static Api gateway;
    private static Session vera;
    private static Session carla;
    private static String gifts;

    private Untouched books;

    /** Once: the gateway limits how often one viewer may buy. */
    @BeforeAll
    static void aLiveAndAViewerWithCoins(World world) throws InterruptedException {
        gateway = world.gateway();
        vera = world.login("vera");
        carla = world.login("carla");
        JsonNode live = gateway.post(carla, "/v1/lives", Api.key(), "{\"title\": \"Skin Prep\"}")
                .expect(201, "a Live");
        gifts = "/v1/lives/" + live.path("id").asText() + "/gifts";
        CoinPackage pack = new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129);
        String signed = world.appStore().buy(pack, vera.subject());
        gateway.post(vera, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + signed + "\"}")
                .expect(201, "coins");
    }

    @BeforeEach
    void asTheyAre(World world) throws SQLException {
        books = Untouched.books(world);
    }

    @AfterEach
    void nothingMoved() throws SQLException {
        books.assertSame();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'giftId': 'rose', 'quantity': 1                      | MALFORMED_REQUEST",
                "not json at all                                       | MALFORMED_REQUEST",
                "{'giftId': 'rose', 'quantity': 1, 'tip': 5}           | UNKNOWN_FIELD",
                "{'giftId': 'rose', 'quantity': 0}                     | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': -1}                    | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': 2147483647}            | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': 99999999999999999999}  | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': 1.5}                   | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': '1'}                   | INVALID_REQUEST",
                "{'giftId': 'rose', 'quantity': 1, 'quantity': 2}      | MALFORMED_REQUEST",
                "{'giftId': 'rose', 'quantity': [1]}                   | INVALID_REQUEST",
                "{'giftId': 'rose'}                                    | INVALID_REQUEST",
                "{'quantity': 1}                                       | INVALID_REQUEST",
                "{'giftId': 'ROSE; DROP TABLE gift', 'quantity': 1}    | INVALID_REQUEST"
            })
    void a_malformed_gift_is_refused(String body, String code) throws InterruptedException {
        assertProblem(gateway.post(vera, gifts, Api.key(), body.replace('\'', '"')), 400, code);
    }

    @Test
    void a_gift_that_is_not_on_sale_is_refused() throws InterruptedException {
        assertProblem(
                gateway.post(vera, gifts, Api.key(), "{\"giftId\": \"moon\", \"quantity\": 1}"),
                422,
                "GIFT_NOT_ON_SALE");
    }

    @Test
    void a_gift_beyond_the_balance_is_refused_with_what_is_needed() throws InterruptedException {
        Reply reply = gateway.post(vera, gifts, Api.key(), "{\"giftId\": \"universe\", \"quantity\": 99}");

        assertProblem(reply, 422, "INSUFFICIENT_COINS");
        assertThat(reply.body().path("needed").asLong()).isEqualTo(99 * 34_999);
        assertThat(reply.body().path("available").asLong()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void a_gift_without_a_key_is_refused() throws InterruptedException {
        Reply reply = gateway.send(gateway.request(gifts)
                .header("Authorization", "Bearer " + vera.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ROSE))
                .build());

        assertProblem(reply, 400, "IDEMPOTENCY_KEY_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "42, IDEMPOTENCY_KEY_MALFORMED",
        "6f0c3c4e-6f0d-4a6e-9a36-0f1d6b1c2d3e, IDEMPOTENCY_KEY_MALFORMED",
        "01000000-0000-7000-8000-000000000000, IDEMPOTENCY_KEY_EXPIRED",
        "7fffffff-0000-7000-8000-000000000000, IDEMPOTENCY_KEY_EXPIRED"
    })
    void a_key_that_is_no_fresh_uuid_of_version_7_is_refused(String key, String code) throws InterruptedException {
        Reply reply = gateway.send(gateway.request(gifts)
                .header("Authorization", "Bearer " + vera.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(ROSE))
                .build());

        assertProblem(reply, 400, code);
    }

    @Test
    void a_live_that_does_not_exist_takes_no_gifts() throws InterruptedException {
        assertProblem(gateway.post(vera, "/v1/lives/" + Api.key() + "/gifts", Api.key(), ROSE), 404, "LIVE_NOT_FOUND");
    }

    @Test
    void a_creator_cannot_gift_herself() throws InterruptedException {
        assertProblem(gateway.post(carla, gifts, Api.key(), ROSE), 422, "GIFT_TO_ONESELF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mona", "felix", "sam", "lea", "otto"})
    void only_viewers_gift(String username, World world) throws InterruptedException {
        assertProblem(gateway.post(world.login(username), gifts, Api.key(), ROSE), 403, "FORBIDDEN");
    }

    @Test
    void a_viewer_cannot_start_a_live() throws InterruptedException {
        assertProblem(gateway.post(vera, "/v1/lives", Api.key(), "{\"title\": \"Mine\"}"), 403, "FORBIDDEN");
    }

    @Test
    void a_path_that_leads_nowhere_is_not_found() throws InterruptedException {
        assertProblem(gateway.post(vera, "/v1/lives-of-others", UUID.randomUUID(), ROSE), 404, "NOT_FOUND");
    }
}
