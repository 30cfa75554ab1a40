package dev.coinstage.wallet.chargeback.domain;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where the coins of one purchase are, and where they went: only its own coins, not those that were spent beside them.
 *
 * @param purchase the posting that credited them
 * @param coins how many were bought; {@code unspent} how many of them are still on the buyer's account
 * @param reversed whether the purchase was taken back already
 */
public record Lineage(
        UUID purchase,
        UUID buyer,
        String store,
        long coins,
        long unspent,
        List<TaintedGift> gifts,
        List<OpenBudget> budgets,
        boolean reversed) {

    public Lineage {
        gifts = List.copyOf(gifts);
        budgets = List.copyOf(budgets);
    }

    /**
     * A gift that was paid with coins of the purchase, wholly or in part.
     *
     * @param coins those of the purchase; {@code ofCoins} all that it cost
     * @param ofDiamonds all that the creator got for it
     */
    public record TaintedGift(UUID posting, UUID creator, long coins, long ofCoins, long ofDiamonds) {

        /** The diamonds that came from the purchase's coins, rounded down once per gift: in doubt the creator keeps them. */
        public long diamonds() {
            return BigInteger.valueOf(ofDiamonds)
                    .multiply(BigInteger.valueOf(coins))
                    .divide(BigInteger.valueOf(ofCoins))
                    .longValueExact();
        }
    }

    /**
     * A campaign's budget that holds coins of the purchase still.
     *
     * @param hold the transfer that set it aside; {@code holdPosting} its posting
     * @param campaign what the holder called it
     * @param coins those of the purchase
     */
    public record OpenBudget(UUID hold, UUID holdPosting, String campaign, long coins) {}

    /** What each creator got out of the purchase, in diamonds, in the order of the first gift; creators of nothing are left out. */
    public Map<UUID, Long> diamondsByCreator() {
        var sums = new LinkedHashMap<UUID, Long>();
        for (var gift : gifts) {
            if (gift.diamonds() > 0) {
                sums.merge(gift.creator(), gift.diamonds(), Math::addExact);
            }
        }
        return sums;
    }
}
