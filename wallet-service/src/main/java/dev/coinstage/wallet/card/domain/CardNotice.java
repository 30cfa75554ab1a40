package dev.coinstage.wallet.card.domain;

import dev.coinstage.wallet.quantity.Money;

/** What the card provider tells, signed. */
public sealed interface CardNotice {

    /** The provider's id of the notice: it is told once or more, and taken once. */
    String id();

    String type();

    record Paid(String id, String type, String payment, Money amount) implements CardNotice {}

    record Declined(String id, String type, String payment) implements CardNotice {}

    /** The money went back to the card. */
    record Refunded(String id, String type, String payment) implements CardNotice {}

    /**
     * The cardholder's bank takes the payment back.
     *
     * @param dispute the provider's id of it
     * @param fee what the provider takes for it
     */
    record Disputed(String id, String type, String dispute, String payment, Money amount, Money fee, String reason)
            implements CardNotice {}

    /** Something that we have no use for. */
    record Other(String id, String type) implements CardNotice {}
}
