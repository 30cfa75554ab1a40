package dev.coinstage.wallet.gift.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.gift.domain.GiftOutcome;
import dev.coinstage.wallet.gift.domain.GiftOutcome.AccountBlocked;
import dev.coinstage.wallet.gift.domain.GiftOutcome.GiftToOneself;
import dev.coinstage.wallet.gift.domain.GiftOutcome.InsufficientCoins;
import dev.coinstage.wallet.gift.domain.GiftOutcome.KeyReused;
import dev.coinstage.wallet.gift.domain.GiftOutcome.LiveEnded;
import dev.coinstage.wallet.gift.domain.GiftOutcome.UnknownGift;
import dev.coinstage.wallet.gift.domain.GiftOutcome.UnknownLive;

/** Every refusal of a gift, as status and code. */
final class GiftProblems {

    private GiftProblems() {}

    static Problem problem(GiftOutcome refused) {
        if (refused instanceof InsufficientCoins r) {
            var detail = "This gift costs %d coins; %d are available."
                    .formatted(r.needed().value(), r.available().value());
            return Problem.of(422, "INSUFFICIENT_COINS", detail)
                    .with("needed", r.needed().value())
                    .with("available", r.available().value());
        }
        if (refused instanceof UnknownLive) {
            return Problem.of(404, "LIVE_NOT_FOUND", "There is no such Live.");
        }
        if (refused instanceof UnknownGift r) {
            return Problem.of(422, "GIFT_NOT_ON_SALE", "This gift is not on sale.")
                    .with("giftId", r.giftId());
        }
        if (refused instanceof LiveEnded) {
            return Problem.of(409, "LIVE_ENDED", "The Live has ended; it takes no more gifts.");
        }
        if (refused instanceof GiftToOneself) {
            return Problem.of(422, "GIFT_TO_ONESELF", "Creators cannot gift themselves.");
        }
        if (refused instanceof AccountBlocked) {
            return Problem.of(422, "ACCOUNT_BLOCKED", "An account of this gift takes no postings now.");
        }
        if (refused instanceof KeyReused) {
            return Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.");
        }
        throw new IllegalArgumentException("not a refusal: " + refused);
    }
}
