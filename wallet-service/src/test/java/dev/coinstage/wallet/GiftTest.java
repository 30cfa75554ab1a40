package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WalletTest
class GiftTest {

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();
    private UUID live;

    @BeforeEach
    void a_viewer_has_100_coins_in_a_live() {
        live = WalletCalls.startLive(creator);
        WalletCalls.buy100(appStore, viewer);
    }

    @AfterEach
    void the_books_balance() {
        Books.assertBalanced();
    }

    @Test
    void a_gift_moves_coins_and_diamonds() {
        WalletCalls.give(viewer, WalletCalls.key(), live, "perfume", 2)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("coins", equalTo(40))
                .body("diamonds", equalTo(20))
                .body("viewerBalance", equalTo(60));

        WalletCalls.as(creator, "creator")
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].asset", equalTo("DIAMOND"))
                .body("items[0].available", equalTo(20));
    }

    @Test
    void a_gift_beyond_the_balance_is_refused_and_changes_nothing() {
        var before = Books.state();
        WalletCalls.give(viewer, WalletCalls.key(), live, "sunglasses", 1)
                .then()
                .spec(problem(422, "INSUFFICIENT_COINS"))
                .body("needed", equalTo(199))
                .body("available", equalTo(100));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void a_replay_answers_the_same_and_changes_nothing() {
        var key = WalletCalls.key();
        var first = WalletCalls.give(viewer, key, live, "rose", 3);
        var before = Books.state();
        var replay = WalletCalls.give(viewer, key, live, "rose", 3);

        replay.then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(replay.asString()).isEqualTo(first.asString());
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void a_refusal_is_as_sticky_as_a_success() {
        var key = WalletCalls.key();
        WalletCalls.give(viewer, key, live, "sunglasses", 1).then().spec(problem(422, "INSUFFICIENT_COINS"));
        WalletCalls.buy100(appStore, viewer);
        WalletCalls.give(viewer, key, live, "sunglasses", 1)
                .then()
                .spec(problem(422, "INSUFFICIENT_COINS"))
                .header("Idempotency-Replayed", equalTo("true"))
                .body("available", equalTo(100));
        WalletCalls.give(viewer, WalletCalls.key(), live, "sunglasses", 1)
                .then()
                .statusCode(201);
    }

    @Test
    void a_key_with_another_gift_is_a_conflict_and_changes_nothing() {
        var key = WalletCalls.key();
        WalletCalls.give(viewer, key, live, "rose", 1).then().statusCode(201);
        var before = Books.state();
        WalletCalls.give(viewer, key, live, "rose", 2).then().spec(problem(409, "IDEMPOTENCY_KEY_REUSED"));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void two_viewers_may_use_the_same_key() {
        var other = UUID.randomUUID();
        WalletCalls.buy100(appStore, other);
        var key = WalletCalls.key();
        WalletCalls.give(viewer, key, live, "rose", 1).then().statusCode(201).body("viewerBalance", equalTo(99));
        WalletCalls.give(other, key, live, "perfume", 1)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("viewerBalance", equalTo(80));
    }

    @Test
    void a_live_that_has_ended_takes_no_gifts_but_still_answers_replays() {
        var key = WalletCalls.key();
        var given = WalletCalls.give(viewer, key, live, "rose", 1);
        given.then().statusCode(201);
        WalletCalls.as(creator, "creator")
                .post("/v1/lives/" + live + "/end")
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));

        var before = Books.state();
        WalletCalls.give(viewer, WalletCalls.key(), live, "rose", 1).then().spec(problem(409, "LIVE_ENDED"));
        assertThat(WalletCalls.give(viewer, key, live, "rose", 1).asString()).isEqualTo(given.asString());
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void creators_cannot_gift_themselves() {
        WalletCalls.buy100(appStore, creator);
        var before = Books.state();
        WalletCalls.give(creator, WalletCalls.key(), live, "rose", 1).then().spec(problem(422, "GIFT_TO_ONESELF"));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void an_unknown_live_and_an_unknown_gift_are_told_apart() {
        WalletCalls.give(viewer, WalletCalls.key(), UUID.randomUUID(), "rose", 1)
                .then()
                .spec(problem(404, "LIVE_NOT_FOUND"));
        WalletCalls.give(viewer, WalletCalls.key(), live, "moon", 1)
                .then()
                .spec(problem(422, "GIFT_NOT_ON_SALE"))
                .body("giftId", equalTo("moon"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MALFORMED_REQUEST | {\"giftId\": \"rose\", ",
                "MALFORMED_REQUEST | {\"giftId\": \"rose\", \"quantity\": 1} {}",
                "UNKNOWN_FIELD     | {\"giftId\": \"rose\", \"quantity\": 1, \"coins\": 1}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": 0}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": -1}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": 1001}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": 9223372036854775808}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": 1e30}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": 1.5}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": \"1\"}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\", \"quantity\": null}",
                "INVALID_REQUEST   | {\"giftId\": \"rose\"}",
                "INVALID_REQUEST   | {\"quantity\": 1}",
                "INVALID_REQUEST   | {\"giftId\": \"Robert'); DROP TABLE account;--\", \"quantity\": 1}",
                "MALFORMED_REQUEST | []",
                "INVALID_REQUEST   | null",
            })
    void a_bad_body_gets_a_clear_problem_and_changes_nothing(String code, String body) {
        var before = Books.state();
        WalletCalls.as(viewer, "viewer")
                .header("Idempotency-Key", WalletCalls.key())
                .body(body)
                .post("/v1/lives/" + live + "/gifts")
                .then()
                .spec(problem(400, code));
        assertThat(Books.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0197f0a4-3c1e-7d52-9b5a",
                "c56a4180-65aa-42ec-a945-5fd21dec0538",
            })
    void a_bad_key_gets_a_clear_problem_and_changes_nothing(String key) {
        var before = Books.state();
        var code = key.isEmpty() ? "IDEMPOTENCY_KEY_MISSING" : "IDEMPOTENCY_KEY_MALFORMED";
        WalletCalls.give(viewer, key, live, "rose", 1).then().spec(problem(400, code));
        assertThat(Books.state()).isEqualTo(before);
    }

    @Test
    void a_key_of_a_month_ago_is_refused() {
        var old = "01900000-0000-7000-8000-000000000000";
        WalletCalls.give(viewer, old, live, "rose", 1).then().spec(problem(400, "IDEMPOTENCY_KEY_EXPIRED"));
    }
}
