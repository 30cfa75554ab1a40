package dev.coinstage.fraud.dispute.domain;

import java.util.List;
import java.util.UUID;

/**
 * What became of the coins of a disputed purchase.
 *
 * @param coins of the purchase
 * @param unspent of them that the buyer still has
 * @param gifts that they became, the tainted part of each
 * @param campaigns that hold some of them
 * @param reversed the purchase was taken back before
 */
public record Lineage(
        long coins, long unspent, List<TaintedGift> gifts, List<TaintedHold> campaigns, boolean reversed) {

    public Lineage {
        gifts = List.copyOf(gifts);
        campaigns = List.copyOf(campaigns);
    }

    /** Of one gift, what the purchase paid. */
    public record TaintedGift(UUID postingId, UUID creatorId, long coins, long diamonds) {}

    /** Of one campaign's hold, what the purchase paid. */
    public record TaintedHold(UUID holdPostingId, String reference, long coins) {}

    /** Who received something of it, each once, in the order of the gifts. */
    public List<UUID> creators() {
        return gifts.stream()
                .filter(gift -> gift.diamonds() > 0)
                .map(TaintedGift::creatorId)
                .distinct()
                .toList();
    }
}
