package dev.coinstage.wallet.purchase.app;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What a viewer bought.
 *
 * @param price of the whole quantity, taxes included
 */
public record Receipt(
        UUID id,
        String storeTransactionId,
        String productId,
        int quantity,
        Coins coins,
        Money price,
        Instant creditedAt) {}
