package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Currency;
import java.util.stream.StreamSupport;

/**
 * A pack of coins as the wallet offers it.
 *
 * @param amountMinor its price in the currency's smallest unit
 */
public record CoinPackage(String productId, long coins, String currency, long amountMinor) {

    /** The smallest pack on offer that holds at least so many coins. */
    public static CoinPackage smallestOf(JsonNode listing, long coins) {
        return StreamSupport.stream(listing.path("items").spliterator(), false)
                .map(CoinPackage::of)
                .filter(one -> one.coins >= coins)
                .min(Comparator.comparingLong(CoinPackage::coins))
                .orElseThrow(() -> new StoryFailed("No pack of " + coins + " coins or more is on offer: " + listing));
    }

    /** The price as Apple tells it, in thousandths of the currency's unit. */
    public long milliunits() {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        long milliunits = amountMinor;
        for (int digit = digits; digit < 3; digit++) {
            milliunits *= 10;
        }
        return milliunits;
    }

    private static CoinPackage of(JsonNode item) {
        JsonNode price = item.path("price");
        return new CoinPackage(
                item.path("productId").asText(),
                item.path("coins").asLong(),
                price.path("currency").asText(),
                price.path("amountMinor").asLong());
    }
}
