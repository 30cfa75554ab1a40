package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        WalletCalls.purchase(
                        viewer,
                        WalletCalls.key(),
                        appStore.sign(AppStoreResource.sale(viewer, "dev.coinstage.coins.100", 1290)))
                .then()
                .statusCode(201)
                .body("coins", equalTo(100))
                .body("balance", equalTo(100))
                .body("price.amountMinor", equalTo(129));
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
}
