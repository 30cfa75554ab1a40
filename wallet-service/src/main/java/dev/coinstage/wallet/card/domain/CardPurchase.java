package dev.coinstage.wallet.card.domain;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Coins bought with a card on the web, from the wish to the coins.
 *
 * @param id UUIDv7, the provider's and fraud-service's key of it
 * @param payment the provider's id of its payment; empty until it knows of it, and so is {@code clientSecret}, with which the
 *     buyer's browser pays
 * @param posting the posting that credited the coins; the nil UUID until then
 */
public record CardPurchase(
        UUID id,
        UUID buyer,
        String productId,
        String region,
        Coins coins,
        Money price,
        State state,
        Risk risk,
        String payment,
        String clientSecret,
        UUID posting,
        Instant createdAt) {

    public static final String NO_PAYMENT = "";
    public static final UUID NOT_POSTED = new UUID(0, 0);

    /** How far it has come. */
    public enum State {
        AWAITING_PAYMENT,
        /** The money is there; the coins are on their way. */
        PAID,
        /** The money is there; somebody looks first. */
        IN_REVIEW,
        CREDITED,
        /** Not to be paid any more. */
        REFUSED,
        REFUNDING,
        REFUNDED,
        /** The card was declined. */
        FAILED
    }

    /** What fraud-service thinks of it. */
    public enum Risk {
        /** It could not be asked yet. */
        UNKNOWN,
        ALLOWED,
        IN_REVIEW,
        DENIED
    }

    /** Whether this asks for the same as another request under its key did. */
    public boolean isFor(UUID user, String product, String inRegion) {
        return buyer.equals(user) && productId.equals(product) && region.equals(inRegion);
    }

    /** The same with the provider's answer. */
    public CardPurchase with(String newPayment, String newClientSecret) {
        return new CardPurchase(
                id,
                buyer,
                productId,
                region,
                coins,
                price,
                state,
                risk,
                newPayment,
                newClientSecret,
                posting,
                createdAt);
    }
}
