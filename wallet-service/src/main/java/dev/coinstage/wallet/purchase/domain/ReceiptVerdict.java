package dev.coinstage.wallet.purchase.domain;

/** What a store's verifier says of a signed transaction. */
public sealed interface ReceiptVerdict {

    record Genuine(StoreTransaction transaction) implements ReceiptVerdict {}

    record Refused(Reason reason) implements ReceiptVerdict {}

    /** The verifier cannot say now; nothing is known against the receipt. */
    record Unavailable() implements ReceiptVerdict {}

    /** Why a receipt is refused for good. */
    enum Reason {
        /** The signature or its certificates are not the store's, or the content was altered. */
        NOT_GENUINE,
        /** Sold by another app. */
        OTHER_APP,
        /** Sold in another environment than this service works for. */
        OTHER_ENVIRONMENT,
        /** Not a consumable purchase, such as a subscription or a shared one. */
        NOT_A_COIN_PURCHASE,
        /** The store took the sale back. */
        REVOKED,
        /** Not bound to a user: the app must set the account token when it buys. */
        NOT_BOUND,
        /** Lacks what a credit needs: price, currency, storefront. */
        INCOMPLETE
    }
}
