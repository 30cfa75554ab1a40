package dev.coinstage.wallet.catalogue;

import dev.coinstage.wallet.quantity.Coins;
import dev.coinstage.wallet.quantity.Diamonds;

/**
 * A gift as it is sold now.
 *
 * @param id name in lower case, such as {@code rose}
 * @param version which price and share apply; a change makes a new version
 * @param coins what one costs the viewer
 * @param diamonds what one earns the creator
 */
public record Gift(String id, int version, String name, Coins coins, Diamonds diamonds) {}
