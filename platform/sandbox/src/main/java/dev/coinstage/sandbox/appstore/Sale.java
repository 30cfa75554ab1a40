package dev.coinstage.sandbox.appstore;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One consumable sold by this App Store.
 *
 * @param appAccountToken the app's own account of the buyer; an app may leave it out
 * @param priceMilliunits what the buyer paid in all, for the whole quantity, in thousandths of the currency's unit
 * @param quantity 1 to 10, as StoreKit allows
 */
record Sale(
        String transactionId,
        String bundleId,
        String productId,
        Optional<UUID> appAccountToken,
        long priceMilliunits,
        String currency,
        Storefront storefront,
        int quantity,
        Instant soldAt) {}
