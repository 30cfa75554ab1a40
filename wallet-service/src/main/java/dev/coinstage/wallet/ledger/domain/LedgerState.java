package dev.coinstage.wallet.ledger.domain;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;

/**
 * What deciding needs to know of the ledger, and no more.
 *
 * @param accounts those of the commands, of their holds and of the transfers to reverse, and with a reversal the receivables
 *     of them all, as far as they exist; the others are opened when first touched
 * @param waitingLots per account, those with units that wait
 * @param otherLots those being drawn and those of {@code segments}, if any command may give units back; and those issued by
 *     transfers to reverse
 * @param segments per account, from which place on the axis on which lot was drawn: all that lie in the ranges of holds and
 *     transfers that the commands may give back, and the one before each range
 * @param booked claims of the commands that were booked before, with their postings
 * @param holds those that the commands name, alone or by their posting
 * @param transfers those that the commands want to reverse
 * @param reversed which of these were reversed before, with the transfer that did it
 */
public record LedgerState(
        Map<UUID, Account> accounts,
        Map<UUID, List<Lot>> waitingLots,
        List<Lot> otherLots,
        Map<UUID, NavigableMap<Long, UUID>> segments,
        Map<Claim, UUID> booked,
        Map<UUID, Hold> holds,
        Map<UUID, PastTransfer> transfers,
        Map<UUID, UUID> reversed) {

    public static final LedgerState EMPTY =
            new LedgerState(Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
}
