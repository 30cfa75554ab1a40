package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * Coins of one purchase on one account.
 *
 * @param ordinal place in the account's queue, which follows from posting and link; the lowest is drawn first
 * @param coins how many were issued, 1 or more
 * @param waiting how many have not been reached by drawing; those of the lot being drawn are counted by {@link LotCursor}
 */
public record Lot(UUID id, AccountKey account, long ordinal, LotSource source, long coins, long waiting) {

    Lot reached() {
        return new Lot(id, account, ordinal, source, coins, 0);
    }
}
