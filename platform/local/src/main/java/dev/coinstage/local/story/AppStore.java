package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.UUID;

/** The sandbox App Store, as a buyer's device sees it. */
public final class AppStore {

    /** The app whose purchases the wallet takes. */
    public static final String BUNDLE = "dev.coinstage.app";

    private final Api api;

    /** @param base the sandbox's scheme, host and port */
    public AppStore(String base) {
        this.api = new Api(base);
    }

    /** Buys a pack for a user and returns the transaction that the store signed. */
    public String buy(CoinPackage pack, UUID buyer) throws InterruptedException {
        return buy(pack, buyer, BUNDLE);
    }

    /** What the store says it sold for our app in that currency since its data began, in thousandths of its unit. */
    public long soldMilliunits(String currency) throws InterruptedException {
        Reply totals = api.send(api.request("/app-store/totals").build());
        long sold = 0;
        for (JsonNode total : totals.expect(200, "the App Store's totals").path("items")) {
            if (total.path("bundleId").asText().equals(BUNDLE)
                    && total.path("currency").asText().equals(currency)) {
                sold += total.path("priceMilliunits").asLong();
            }
        }
        return sold;
    }

    /** The same in another app. */
    public String buy(CoinPackage pack, UUID buyer, String bundle) throws InterruptedException {
        String sale = """
                {"bundleId": "%s", "productId": "%s", "appAccountToken": "%s", "priceMilliunits": %d, "currency": "%s", \
                "storefront": "USA", "quantity": 1}""".formatted(bundle, pack.productId(), buyer, pack.milliunits(), pack.currency());
        Reply reply = api.send(api.request("/app-store/transactions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(sale))
                .build());
        return reply.expect(201, "the App Store sells " + pack.productId())
                .path("signedTransaction")
                .asText();
    }
}
