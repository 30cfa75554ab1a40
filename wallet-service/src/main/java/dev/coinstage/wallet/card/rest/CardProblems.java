package dev.coinstage.wallet.card.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.card.domain.CardOutcome;

/** Every refusal of a card purchase, as status and code. */
final class CardProblems {

    private CardProblems() {}

    static Problem problem(CardOutcome refused) {
        if (refused instanceof CardOutcome.UnknownProduct r) {
            return Problem.of(422, "PRODUCT_NOT_SOLD", "This product is not sold there by card.")
                    .with("productId", r.productId());
        }
        if (refused instanceof CardOutcome.Refused r) {
            return Problem.of(422, "PURCHASE_REFUSED", "This purchase cannot be made.")
                    .with("reasonCodes", r.reasonCodes());
        }
        if (refused instanceof CardOutcome.CheckUnavailable r) {
            return Problem.of(503, "CHECK_UNAVAILABLE", "So much cannot be sold just now. Retry with the same key.")
                    .with("coins", r.coins())
                    .with("limit", r.uncheckedLimit());
        }
        if (refused instanceof CardOutcome.ProviderUnavailable) {
            return Problem.of(
                    503, "CARD_PROVIDER_UNAVAILABLE", "Cards cannot be taken just now. Retry with the same key.");
        }
        if (refused instanceof CardOutcome.KeyReused) {
            return Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.");
        }
        throw new IllegalArgumentException("not a refusal: " + refused);
    }
}
