package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** A gift as the catalogue prices it. */
public record Gift(String id, String name, long coins, long diamonds) {

    /** The gifts that so many coins can pay, cheapest first. */
    public static List<Gift> within(JsonNode catalogue, long coins) {
        List<Gift> gifts = StreamSupport.stream(catalogue.path("items").spliterator(), false)
                .map(Gift::of)
                .filter(gift -> gift.coins <= coins)
                .sorted(Comparator.comparingLong(Gift::coins).thenComparing(Gift::id))
                .toList();
        if (gifts.isEmpty()) {
            throw new StoryFailed("No gift costs " + coins + " coins or less: " + catalogue);
        }
        return gifts;
    }

    private static Gift of(JsonNode item) {
        return new Gift(
                item.path("id").asText(),
                item.path("name").asText(),
                item.path("coins").asLong(),
                item.path("diamonds").asLong());
    }
}
