package dev.coinstage.sandbox.appstore;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an app would buy.
 *
 * @param appAccountToken may be left out, as in StoreKit
 * @param priceMilliunits for the whole quantity; at most ten million units of the currency
 * @param quantity 1 when left out
 */
record SaleRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9.-]{1,155}") String bundleId,
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String productId,
        UUID appAccountToken,
        @NotNull @Min(1) @Max(10_000_000_000L) Long priceMilliunits,
        @NotNull @KnownCurrency String currency,
        @NotNull @KnownStorefront String storefront,
        @Min(1) @Max(10) Integer quantity) {

    /** The sale of a request that has been validated. */
    Sale toSale(String transactionId, Instant soldAt) {
        return new Sale(
                transactionId,
                bundleId,
                productId,
                Optional.ofNullable(appAccountToken),
                priceMilliunits,
                currency,
                Storefront.of(storefront).orElseThrow(),
                quantity == null ? 1 : quantity,
                soldAt);
    }
}
