package dev.coinstage.wallet.purchase.app;

import dev.coinstage.wallet.purchase.domain.StoreTransaction;
import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** The purchase as kept with its posting: what its receipt shows. */
@RegisterForReflection
record PurchaseRecord(
        String store,
        String storeTransactionId,
        UUID buyerId,
        String productId,
        int quantity,
        long coins,
        String currency,
        long amountMinor,
        String region,
        Instant purchasedAt) {

    static PurchaseRecord of(StoreTransaction sale, Coins coins) {
        return new PurchaseRecord(
                CreditPurchase.APP_STORE,
                sale.transactionId(),
                sale.buyer(),
                sale.productId(),
                sale.quantity(),
                coins.value(),
                sale.price().currency(),
                sale.price().amountMinor(),
                sale.region(),
                sale.purchasedAt());
    }

    Receipt receipt(UUID id, Instant creditedAt) {
        return new Receipt(
                id,
                storeTransactionId,
                productId,
                quantity,
                new Coins(coins),
                new Money(currency, amountMinor),
                creditedAt);
    }
}
