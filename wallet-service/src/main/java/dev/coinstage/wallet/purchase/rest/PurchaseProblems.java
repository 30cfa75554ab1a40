package dev.coinstage.wallet.purchase.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.AccountBlocked;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.AlreadyCredited;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.KeyReused;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.OtherBuyer;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.ReceiptRefused;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.StoreUnavailable;
import dev.coinstage.wallet.purchase.domain.PurchaseOutcome.UnknownProduct;

/** Every refusal of a purchase, as status and code. */
final class PurchaseProblems {

    private PurchaseProblems() {}

    static Problem problem(PurchaseOutcome refused) {
        if (refused instanceof ReceiptRefused r) {
            return Problem.of(422, "RECEIPT_REFUSED", "The App Store's receipt cannot be taken.")
                    .with("reason", r.reason().name());
        }
        if (refused instanceof OtherBuyer) {
            return Problem.of(422, "RECEIPT_OF_ANOTHER_USER", "This was bought for another user.");
        }
        if (refused instanceof UnknownProduct r) {
            return Problem.of(422, "PRODUCT_NOT_SOLD", "This product holds no coins of ours.")
                    .with("productId", r.productId());
        }
        if (refused instanceof AlreadyCredited r) {
            return Problem.of(
                            409,
                            "RECEIPT_ALREADY_CREDITED",
                            "These coins were credited before. Finish the transaction.")
                    .with("purchaseId", r.purchase().toString());
        }
        if (refused instanceof AccountBlocked) {
            return Problem.of(422, "ACCOUNT_BLOCKED", "The account takes no postings now.");
        }
        if (refused instanceof KeyReused) {
            return Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.");
        }
        if (refused instanceof StoreUnavailable) {
            return Problem.of(503, "STORE_UNAVAILABLE", "The receipt cannot be verified now. Retry with the same key.");
        }
        throw new IllegalArgumentException("not a refusal: " + refused);
    }
}
