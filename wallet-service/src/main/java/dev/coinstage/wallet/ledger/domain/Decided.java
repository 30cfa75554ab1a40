package dev.coinstage.wallet.ledger.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A batch decided and not yet written: everything that one commit changes.
 *
 * @param outcomes one per command, in their order
 * @param opened accounts that did not exist; {@code changed} those that did
 * @param issuedLots lots that did not exist; {@code changedLots} those that did and have other units waiting now
 * @param openedHolds holds that did not exist; {@code changedHolds} those that did
 * @param reversed transfers reversed, with the transfer that did it first
 */
public record Decided(
        LedgerTime time,
        List<Outcome> outcomes,
        List<PostedCommand> postings,
        List<PostedTransfer> transfers,
        List<AccountChange> accountChanges,
        Collection<Account> opened,
        Collection<Account> changed,
        Collection<Lot> issuedLots,
        Collection<Lot> changedLots,
        List<Segment> segments,
        Collection<Hold> openedHolds,
        Collection<Hold> changedHolds,
        Map<Claim, UUID> booked,
        Map<UUID, UUID> reversed) {

    /** A command that was posted, with its place among all postings. */
    public record PostedCommand(Command command, long sequence) {}

    /**
     * A transfer as stored.
     *
     * @param id follows from posting and ordinal, see {@link TransferId}
     * @param ordinal place in its posting, from 0
     * @param relatesTo the hold or transfer that it continues, or {@link #NOTHING}
     * @param debitBalance balance of the debited account after it; {@code creditBalance} of the credited one
     * @param debitHeld units of the debited account's own that holds set aside after it; {@code creditHeld} of the credited one
     * @param axisFrom where the draw that it moves or sets aside begins on the debited account's axis, or {@link #NO_DRAW}
     */
    public record PostedTransfer(
            UUID id,
            long sequence,
            int ordinal,
            TransferKind kind,
            UUID relatesTo,
            TransferCode code,
            UUID debit,
            UUID credit,
            long amount,
            long debitBalance,
            long creditBalance,
            long debitHeld,
            long creditHeld,
            long axisFrom) {

        public static final long NO_DRAW = -1;
        public static final UUID NOTHING = new UUID(0, 0);
    }

    /** An account's flags and limits after a posting that changed them. */
    public record AccountChange(
            long sequence, int link, UUID account, boolean frozen, boolean closed, long minimum, long maximum) {}

    /** From {@code axisFrom} on, the account's draws come out of {@code lot}, until the next segment begins. */
    public record Segment(UUID account, long axisFrom, UUID lot) {}
}
