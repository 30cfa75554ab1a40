package dev.coinstage.wallet.purchase.domain;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.UUID;

/** What became of a purchase. Every case maps to one status and one problem code in {@code PurchaseProblems}. */
public sealed interface PurchaseOutcome {

    /**
     * The coins are on the buyer's account, as one lot.
     *
     * @param balance coins available right after it
     */
    record Credited(
            UUID id,
            String storeTransactionId,
            String productId,
            int quantity,
            Coins coins,
            Money price,
            Coins balance,
            long commitSequence,
            Instant creditedAt)
            implements PurchaseOutcome {}

    record ReceiptRefused(ReceiptVerdict.Reason reason) implements PurchaseOutcome {}

    /** Bought for another user than the caller. */
    record OtherBuyer() implements PurchaseOutcome {}

    record UnknownProduct(String productId) implements PurchaseOutcome {}

    /** The sale was credited before, under another key. */
    record AlreadyCredited(UUID purchase) implements PurchaseOutcome {}

    /** The account takes no postings now, or no more coins. */
    record AccountBlocked() implements PurchaseOutcome {}

    record KeyReused() implements PurchaseOutcome {}

    /** The receipt cannot be verified now. */
    record StoreUnavailable() implements PurchaseOutcome {}
}
