package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * Coins of one purchase on one account, or a part of them that came back.
 *
 * @param id of the transfer that issued it; of a part that came back, an id that follows from the transfer that brought it
 * @param parent the lot that the coins had left, or {@link #ISSUED}
 * @param ordinal place in the account's queue; the lowest is drawn first. Coins that came back stand before all others
 * @param coins how many it began with, 1 or more
 * @param waiting how many have not been reached by drawing; those of the lot being drawn are counted by {@link LotCursor}
 */
public record Lot(UUID id, UUID parent, AccountKey account, long ordinal, LotSource source, long coins, long waiting) {

    /** The parent of a lot that a purchase issued. */
    public static final UUID ISSUED = new UUID(0, 0);

    Lot waiting(long now) {
        return new Lot(id, parent, account, ordinal, source, coins, now);
    }
}
