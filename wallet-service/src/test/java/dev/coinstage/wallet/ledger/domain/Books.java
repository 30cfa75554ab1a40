package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that a ledger has written, as its tables would hold it. */
record Books(
        Map<UUID, Account> accounts,
        List<PostedTransfer> transfers,
        List<AccountChange> accountChanges,
        Map<UUID, Lot> lots,
        List<Segment> segments,
        Map<UUID, Hold> holds,
        Map<Claim, UUID> booked,
        Map<UUID, UUID> reversed) {

    /** How many coins of a lot are left: those of the lot being drawn are counted on its account. */
    long remaining(Lot lot) {
        var cursor = accounts.get(lot.account().id()).lots();
        return lot.waiting() + (cursor.lot().equals(lot.id()) ? cursor.left() : 0);
    }
}
