package dev.coinstage.wallet;

import static dev.coinstage.testing.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WalletTest
class CatalogueTest {

    private final UUID viewer = UUID.randomUUID();

    @Test
    void packages_are_priced_per_region() {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/coin-packages?platform=IOS&region=JP")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(8))
                .body("items[0].coins", equalTo(70))
                .body("items[0].price.amountMinor", equalTo(150))
                .body("items.price.currency", everyItem(equalTo("JPY")));
    }

    /** The store's fee is saved there. */
    @Test
    void coins_are_cheaper_on_the_web() {
        var prices = new ArrayList<Integer>();
        for (var platform : new String[] {"IOS", "WEB"}) {
            prices.add(WalletCalls.as(viewer, "viewer")
                    .get("/v1/coin-packages?region=US&platform=" + platform)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.find { it.coins == 700 }.price.amountMinor"));
        }
        assertThat(prices).containsExactly(999, 739);
    }

    @Test
    void a_region_or_platform_without_sales_has_no_packages() {
        for (var query : new String[] {"platform=IOS&region=FR", "platform=ANDROID&region=US"}) {
            WalletCalls.as(viewer, "viewer")
                    .get("/v1/coin-packages?" + query)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"platform=", "platform=IOS", "region=US", "platform=IOS&region=us", "platform=IOS&region=USA"})
    void platform_and_region_are_needed_in_their_form(String query) {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/coin-packages?" + query)
                .then()
                .spec(problem(400, "INVALID_REQUEST"));
    }

    @Test
    void a_price_that_has_ended_is_no_longer_offered() {
        Books.execute("""
                INSERT INTO coin_price VALUES ('dev.coinstage.coins.70', 'US', 2, 'USD', 1, '2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'),
                                              ('dev.coinstage.coins.70', 'US', 3, 'USD', 2, '2099-01-01T00:00:00Z', NULL)""");
        WalletCalls.as(viewer, "viewer")
                .get("/v1/coin-packages?platform=IOS&region=US")
                .then()
                .body("items.size()", equalTo(8))
                .body("items[0].priceVersion", equalTo(1));
    }

    @Test
    void gifts_state_what_the_creator_earns() {
        WalletCalls.as(viewer, "viewer")
                .get("/v1/gifts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(13))
                .body("items.id", hasItem("universe"))
                .body("items.find { it.id == 'universe' }.coins", equalTo(34999))
                .body("items.find { it.id == 'universe' }.diamonds", equalTo(17499));
    }
}
