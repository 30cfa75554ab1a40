package dev.coinstage.sandbox.payouts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One line of the provider's file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Fact.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Fact.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Fact.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = Fact.ClockAdvanced.class, name = "clock-advanced")
})
sealed interface Fact {

    /** @param at by the provider's clock */
    record Accepted(String key, String id, PayoutRequest request, String eventId, Instant at) implements Fact {}

    record Rejected(String key, PayoutRequest request, Instant at) implements Fact {}

    record Moved(String id, Status status, long returnedMinor, String eventId, Instant at) implements Fact {}

    /** The platform answered the webhook with 2xx, as often as it was to be sent. */
    record Delivered(String eventId) implements Fact {}

    record ClockAdvanced(int days) implements Fact {}
}
