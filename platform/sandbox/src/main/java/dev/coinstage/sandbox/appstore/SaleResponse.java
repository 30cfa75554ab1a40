package dev.coinstage.sandbox.appstore;

/**
 * What StoreKit hands to an app after a purchase.
 *
 * @param signedTransaction a JWS (ES256) for the app's server to verify
 */
record SaleResponse(String transactionId, String signedTransaction) {}
