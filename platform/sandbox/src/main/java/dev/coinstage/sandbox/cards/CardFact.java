package dev.coinstage.sandbox.cards;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What happened at the card provider: a line of its file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CardFact.Awaited.class, name = "awaited"),
    @JsonSubTypes.Type(value = CardFact.Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = CardFact.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = CardFact.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = CardFact.Disputed.class, name = "disputed"),
    @JsonSubTypes.Type(value = CardFact.Told.class, name = "told")
})
sealed interface CardFact {

    /** @param key the shop's idempotency key */
    record Awaited(String key, String payment, String clientSecret, long amount, String currency, String purchase)
            implements CardFact {}

    /** @param notice id of the notice that tells of it; so in the others */
    record Paid(String payment, String notice) implements CardFact {}

    record Declined(String payment, String notice) implements CardFact {}

    record Refunded(String payment, String refund, String notice) implements CardFact {}

    record Disputed(String payment, String dispute, long fee, String reason, String notice) implements CardFact {}

    /** The shop has taken the notice. */
    record Told(String notice) implements CardFact {}
}
