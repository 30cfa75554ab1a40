package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WalletTest
class AccountTest {

    @FromAppStore
    AppStoreSigner appStore;

    private final UUID viewer = UUID.randomUUID();
    private final UUID creator = UUID.randomUUID();
    private UUID live;
    private String account;

    @BeforeEach
    void a_viewer_gave_five_roses() {
        live = WalletCalls.startLive(creator);
        var sale = AppStoreResource.sale(viewer, "dev.coinstage.coins.100", 1290);
        WalletCalls.purchase(viewer, WalletCalls.key(), appStore.sign(sale))
                .then()
                .statusCode(201);
        for (int gift = 0; gift < 5; gift++) {
            rose();
        }
        account = WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts")
                .then()
                .extract()
                .path("items[0].id");
    }

    private void rose() {
        WalletCalls.give(viewer, WalletCalls.key(), live, "rose", 1).then().statusCode(201);
    }

    @Test
    void a_new_user_has_no_accounts() {
        WalletCalls.as(UUID.randomUUID(), "viewer")
                .get("/v1/accounts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void an_account_is_shown_to_its_owner_and_to_finance_alone() {
        WalletCalls.as(viewer, "viewer").get("/v1/accounts/" + account).then().body("available", equalTo(95));
        WalletCalls.as(UUID.randomUUID(), "finance")
                .get("/v1/accounts/" + account)
                .then()
                .statusCode(200);
        for (var path : new String[] {"/v1/accounts/" + account, "/v1/accounts/" + account + "/statement"}) {
            WalletCalls.as(creator, "creator").get(path).then().spec(problem(404, "ACCOUNT_NOT_FOUND"));
        }
        WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts/" + UUID.randomUUID())
                .then()
                .spec(problem(404, "ACCOUNT_NOT_FOUND"));
    }

    @Test
    void a_statement_shows_every_movement_with_the_balance_after_it_newest_first() {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts/" + account + "/statement")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(6))
                .body("items[0].code", equalTo("GIFT_COINS"))
                .body("items[0].change", equalTo(-1))
                .body("items[0].balance", equalTo(95))
                .body("items[5].code", equalTo("COIN_PURCHASE"))
                .body("items[5].change", equalTo(100))
                .body("items[5].balance", equalTo(100))
                .body("next", nullValue());
    }

    @Test
    void pages_neither_miss_nor_repeat_while_gifts_go_on() {
        var balances = new ArrayList<Integer>();
        var cursor = "";
        while (cursor != null) {
            var page = WalletCalls.as(viewer, "viewer")
                    .get("/v1/accounts/" + account + "/statement?limit=2" + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            balances.addAll(page.path("items.balance"));
            cursor = page.path("next") == null ? null : "&after=" + page.path("next");
            rose();
        }
        assertThat(balances).containsExactly(95, 96, 97, 98, 99, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=-1"})
    void a_page_has_1_to_200_entries(String query) {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/accounts/" + account + "/statement?" + query)
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "zzzzzzzzzzzzz-0", "1-100", "1'--"})
    void a_cursor_must_be_one_of_ours(String cursor) {
        WalletCalls.as(viewer, "viewer")
                .queryParam("after", cursor)
                .get("/v1/accounts/" + account + "/statement")
                .then()
                .spec(problem(400, "INVALID_CURSOR"));
    }
}
