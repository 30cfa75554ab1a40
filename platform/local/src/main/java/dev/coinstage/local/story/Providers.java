package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** The sandbox's card and payout providers, as a buyer's browser, a cardholder and time itself see them. */
public final class Providers {

    /** A card whose holder will say that it was stolen. */
    public static final String STOLEN_CARD = "4000000000000259";

    /** A card that nobody misses. */
    public static final String GOOD_CARD = "4242424242424242";

    private final Api api;

    /** @param base the sandbox's scheme, host and port */
    public Providers(String base) {
        this(new Api(base));
    }

    /** @param api of the sandbox */
    public Providers(Api api) {
        this.api = api;
    }

    /** Pays with a card, as the browser does. */
    public void pay(String payment, String clientSecret, String card) throws InterruptedException {
        confirm(payment, clientSecret, card).expect(200, "the card provider takes the card");
    }

    /** Gives the card, and returns what the provider says to it: 409 when it has taken one already. */
    public Reply confirm(String payment, String clientSecret, String card) throws InterruptedException {
        String form = "client_secret=" + encoded(clientSecret) + "&payment_method_data%5Bcard%5D%5Bnumber%5D=" + card;
        return api.send(api.request("/card-provider/v1/payment_intents/" + payment + "/confirm")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** The cardholder's bank takes the payment back. */
    public void dispute(String payment) throws InterruptedException {
        complain(payment).expect(200, "the bank takes the payment back");
    }

    /** Lets the bank try that, and returns what the provider says to it: 409 when it is taken back already. */
    public Reply complain(String payment) throws InterruptedException {
        return post("/card-provider/disputes", "{\"payment\": \"" + payment + "\", \"reason\": \"fraudulent\"}");
    }

    /** Lets days go by at the payout provider. */
    public void daysGoBy(int days) throws InterruptedException {
        post("/payout-provider/clock/advance", "{\"days\": " + days + "}").expect(200, "days go by");
    }

    private Reply post(String path, String json) throws InterruptedException {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** What the card provider has taken and given back in that currency, its fees taken off. */
    public long cardBalance(String currency) throws InterruptedException {
        JsonNode total = total("/card-provider/totals", currency);
        return total.path("paid").path("amountMinor").asLong()
                - total.path("refunded").path("amountMinor").asLong()
                - total.path("disputed").path("amountMinor").asLong()
                - total.path("feesMinor").asLong();
    }

    /** What the payout provider has paid for us in that currency, less what came back. */
    public long paidOut(String currency) throws InterruptedException {
        JsonNode total = payouts(currency);
        return total.path("paid").path("amountMinor").asLong()
                - total.path("returned").path("amountMinor").asLong();
    }

    /** The payout provider's own count and sum of what it accepted, paid, rejected and got back. */
    public JsonNode payouts(String currency) throws InterruptedException {
        return total("/payout-provider/totals", currency);
    }

    private JsonNode total(String path, String currency) throws InterruptedException {
        for (JsonNode total :
                api.send(api.request(path).build()).expect(200, path).path("items")) {
            if (total.path("currency").asText().equals(currency)) {
                return total;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
