package dev.coinstage.wallet.ledger.domain;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What deciding needs to know of the ledger, and no more.
 *
 * @param accounts those of the commands that exist; the others are opened when first touched
 * @param waitingLots per account, ordered by ordinal
 * @param booked claims of the commands that were booked before, with their postings
 */
public record LedgerState(Map<UUID, Account> accounts, Map<UUID, List<Lot>> waitingLots, Map<Claim, UUID> booked) {

    public static final LedgerState EMPTY = new LedgerState(Map.of(), Map.of(), Map.of());
}
