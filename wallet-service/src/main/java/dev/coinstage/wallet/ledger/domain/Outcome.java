package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of a command. Success and refusal alike are stored and returned to every replay. */
public sealed interface Outcome {

    /**
     * All transfers of the chain were posted.
     *
     * @param sequence place of the posting among all postings, without gaps
     * @param balances of the accounts that the chain touched, in the order of touching
     */
    record Posted(UUID posting, long commitSequence, long sequence, Instant at, List<Balance> balances, String detail)
            implements Outcome {

        /** Balance of one account after the posting, in units of its asset. */
        public record Balance(UUID account, long posted, long available) {}

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

    record InsufficientFunds(UUID account, long needed, long available) implements Refusal {}

    record AccountFrozen(UUID account) implements Refusal {}

    record AccountClosed(UUID account) implements Refusal {}

    /** The account's running totals would pass {@code largest}. */
    record BalanceTooLarge(UUID account, long largest) implements Refusal {}

    /** What the command claims was booked by an earlier posting. */
    record AlreadyBooked(Claim claim, UUID posting) implements Refusal {}
}
