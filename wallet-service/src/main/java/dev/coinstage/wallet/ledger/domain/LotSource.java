package dev.coinstage.wallet.ledger.domain;

/**
 * Where a lot's coins come from, for refunds and chargebacks years later.
 *
 * @param store APP_STORE
 * @param storeReference the store's own id of the transaction
 * @param region ISO 3166 alpha-2 code of the storefront
 * @param currency ISO 4217
 * @param priceMinor what was paid, in the smallest unit of the currency
 */
public record LotSource(String store, String storeReference, String region, String currency, long priceMinor) {}
