package dev.coinstage.wallet.catalogue;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Money;

/**
 * A package of coins as one platform sells it in one region now.
 *
 * @param price taxes included, as the store shows it
 */
public record CoinPackage(
        String productId, String platform, String region, int priceVersion, Coins coins, Money price) {}
