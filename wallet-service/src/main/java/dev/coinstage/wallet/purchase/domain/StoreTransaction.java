package dev.coinstage.wallet.purchase.domain;

import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A sale as the store signed it.
 *
 * @param transactionId the store's own id
 * @param quantity how many of the product, 1 or more
 * @param buyer user that the app bought it for
 * @param region ISO 3166 alpha-2 code of the storefront
 * @param price of the whole quantity
 */
public record StoreTransaction(
        String transactionId,
        String productId,
        int quantity,
        UUID buyer,
        String region,
        Money price,
        Instant purchasedAt) {}
