package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.books.Figures;
import dev.coinstage.local.login.Session;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Somebody who buys coins and gifts a creator. */
public final class Viewer {

    private final Session session;
    private final Api api;

    public Viewer(Session session, Api api) {
        this.session = session;
        this.api = api;
    }

    /** Pays in the App Store and hands the signed transaction to the wallet. */
    public Figures buy(CoinPackage pack, AppStore store) throws InterruptedException {
        String signed = store.buy(pack, session.subject());
        JsonNode purchase = api.post(
                        session, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + signed + "\"}")
                .expect(201, "a purchase of " + pack.productId());
        long coins = purchase.path("coins").asLong();
        if (coins != pack.coins()) {
            throw new StoryFailed("bought " + pack.coins() + " coins, credited " + coins);
        }
        return new Figures(1, pack.amountMinor(), coins, 0, 0, coins, 0);
    }

    /** Sends a gift and does not wait for its answer. */
    CompletableFuture<Reply> gift(String live, Gift gift, long quantity, UUID key) throws InterruptedException {
        return api.postLater(
                session,
                "/v1/lives/" + live + "/gifts",
                key,
                "{\"giftId\": \"" + gift.id() + "\", \"quantity\": " + quantity + "}");
    }

    /** What a gift does to the books. */
    static Figures given(Gift gift, long quantity) {
        long coins = gift.coins() * quantity;
        return new Figures(0, 0, 0, 1, coins, -coins, gift.diamonds() * quantity);
    }

    /** The coins that this viewer can spend. */
    public long coins() throws InterruptedException {
        JsonNode accounts = api.get(session, "/v1/accounts").expect(200, "a viewer's accounts");
        for (JsonNode account : accounts.path("items")) {
            if (account.path("kind").asText().equals("VIEWER_COINS")) {
                return account.path("available").asLong();
            }
        }
        return 0;
    }
}
