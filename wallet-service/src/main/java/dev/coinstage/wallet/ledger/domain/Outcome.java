package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of a command. Success and refusal alike are stored and returned to every replay. */
public sealed interface Outcome {

    /**
     * All links of the chain were posted.
     *
     * @param sequence place of the posting among all postings, without gaps
     * @param balances of the accounts that the chain touched, in the order of touching
     * @param moved its transfers; empty when all its links are {@link Link.Transfer}, which tell as much themselves
     */
    record Posted(
            UUID posting,
            long commitSequence,
            long sequence,
            Instant at,
            List<Balance> balances,
            List<Moved> moved,
            String detail)
            implements Outcome {

        /** Balance of one account after the posting, in units of its asset. */
        public record Balance(UUID account, long posted, long available) {}

        /** A transfer of the posting. */
        public record Moved(UUID transfer, TransferKind kind, long amount) {}

        /** @throws IllegalArgumentException when the posting did not touch the account */
        public Balance balanceOf(AccountKey account) {
            var id = account.id();
            return balances.stream()
                    .filter(balance -> balance.account().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(posting + " did not touch " + id));
        }
    }

    /** Nothing was posted. */
    sealed interface Refusal extends Outcome {}

    /** The caller's authority does not list it. */
    record NotPermitted(String authority, Operation operation) implements Refusal {}

    record InsufficientFunds(UUID account, long needed, long available) implements Refusal {}

    /** The account would have more than its maximum, holds in its favour counted in. */
    record LimitReached(UUID account, long maximum, long balance) implements Refusal {}

    record AccountFrozen(UUID account) implements Refusal {}

    record AccountClosed(UUID account) implements Refusal {}

    /** What is not empty cannot be closed. */
    record AccountNotEmpty(UUID account, long posted, long held) implements Refusal {}

    /** The account's running totals would pass {@code largest}. */
    record BalanceTooLarge(UUID account, long largest) implements Refusal {}

    /** What the command claims was booked by an earlier posting. */
    record AlreadyBooked(Claim claim, UUID posting) implements Refusal {}

    /** @param hold id of a transfer that is none, or of a posting that has none */
    record UnknownHold(UUID hold) implements Refusal {}

    /** Nothing is left of it, or of any hold of the posting. */
    record HoldClosed(UUID hold) implements Refusal {}

    /** It can only be given back. */
    record HoldExpired(UUID hold, Instant expiredAt) implements Refusal {}

    record HoldNotExpired(UUID hold) implements Refusal {}

    record CaptureExceedsHold(UUID hold, long asked, long left) implements Refusal {}

    record UnknownTransfer(UUID transfer) implements Refusal {}

    /** Only what moved units can be reversed; not a hold, its release or a reversal. */
    record NotReversible(UUID transfer, TransferKind kind) implements Refusal {}

    record AlreadyReversed(UUID transfer, UUID reversal) implements Refusal {}

    /** Of the units that the transfer brought only {@code available} are still there. */
    record FundsMoved(UUID transfer, long needed, long available) implements Refusal {}
}
