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
 */
public record Decided(
        LedgerTime time,
        List<Outcome> outcomes,
        List<PostedCommand> postings,
        List<PostedTransfer> transfers,
        Collection<Account> opened,
        Collection<Account> changed,
        Collection<Lot> issuedLots,
        Collection<Lot> reachedLots,
        List<Segment> segments,
        Map<Claim, UUID> booked) {

    /** A command that was posted, with its place among all postings. */
    public record PostedCommand(Command command, long sequence) {}

    /**
     * A transfer as stored.
     *
     * @param ordinal place in its chain, from 0
     * @param debitBalance balance of the debited account after it; {@code creditBalance} of the credited one
     * @param axisFrom where the draw begins on the debited account's axis, or {@link #NO_DRAW}
     */
    public record PostedTransfer(
            Movement movement, long sequence, int ordinal, long debitBalance, long creditBalance, long axisFrom) {

        public static final long NO_DRAW = -1;
    }

    /** From {@code axisFrom} on, the account's draws come out of {@code lot}, until the next segment begins. */
    public record Segment(UUID account, long axisFrom, UUID lot) {}
}
