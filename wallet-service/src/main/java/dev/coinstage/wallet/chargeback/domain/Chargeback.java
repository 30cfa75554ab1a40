package dev.coinstage.wallet.chargeback.domain;

import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A cardholder's bank takes a payment back.
 *
 * @param id the dispute's id of ours, by which fraud-service knows it
 * @param providerId the card provider's id of it
 * @param purchase the posting that credited the coins
 * @param fee what the provider takes for it
 * @param reason the provider's word, such as {@code fraudulent}
 */
public record Chargeback(
        UUID id,
        String providerId,
        UUID purchase,
        UUID buyer,
        long coins,
        Money amount,
        Money fee,
        String reason,
        State state,
        Instant receivedAt) {

    /** How far it has come. */
    public enum State {
        /** Kept; nothing has moved. */
        RECEIVED,
        /** The buyer's coins are frozen, and the others know. */
        PUBLISHED,
        /** The coins are to be taken back. */
        DECIDED,
        /** They were, and what was missing is owed. */
        CARRIED_OUT
    }
}
