package dev.coinstage.wallet.card.app;

import dev.coinstage.wallet.card.domain.CardNotice;
import dev.coinstage.wallet.card.domain.CardPurchase;
import io.smallrye.mutiny.Uni;

/** Who takes the money of card purchases. */
public interface CardProvider {

    /**
     * Asks it to wait for the buyer's card, once per purchase. Fails with {@link Unavailable}.
     *
     * @return the purchase with the provider's payment
     */
    Uni<CardPurchase> await(CardPurchase purchase);

    /** Sends the money back, once per purchase. Fails with {@link Unavailable}. */
    Uni<Void> refund(CardPurchase purchase);

    /**
     * Reads a notice.
     *
     * @param body as it came, to the byte
     * @throws Forged when the signature is not the provider's, or too old
     */
    CardNotice read(String body, String signature);

    /** It is away, or says nothing that helps. The same may be asked again. */
    final class Unavailable extends RuntimeException {
        public Unavailable(String why) {
            super(why, null, false, false);
        }
    }

    final class Forged extends RuntimeException {
        public Forged(String why) {
            super(why, null, false, false);
        }
    }
}
