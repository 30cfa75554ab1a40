package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/** One link of a chain: what a caller asks the ledger to do. Amounts are units of the accounts' asset, 1 to 2^53 - 1. */
public sealed interface Link {

    /**
     * Moves units at once.
     *
     * @param lots an issue if, and only if, the credited account holds lots: a unit there without a lot could never be drawn
     */
    record Transfer(AccountKey debit, AccountKey credit, long amount, TransferCode code, LotEffect lots)
            implements Link {
        public Transfer {
            requireMovable(debit, credit, amount);
            if (credit.kind().holdsLots() != lots instanceof LotEffect.Issue) {
                throw new IllegalArgumentException("lots are issued on accounts of lots, always, and nowhere else");
            }
        }
    }

    /** Moves what is available, at most {@code most}; refused when nothing is. */
    record Balancing(AccountKey debit, AccountKey credit, long most, TransferCode code) implements Link {
        public Balancing {
            requireMovable(debit, credit, most);
            requireNoLots(credit);
        }
    }

    /**
     * Sets units aside: they are no longer available, and not yet moved.
     *
     * @param expiresAt from then on, by the ledger's time, it can only be given back; in whole microseconds, as time is
     *     stored; {@link #NEVER} for reserves
     */
    record Hold(AccountKey debit, AccountKey credit, long amount, TransferCode code, Instant expiresAt)
            implements Link {

        /** No time limit. */
        public static final Instant NEVER = Instant.MAX;

        public Hold {
            requireMovable(debit, credit, amount);
            requireNoLots(credit);
            if (!expiresAt.equals(NEVER) && !code.mayExpire()) {
                throw new IllegalArgumentException(code + " is held without a time limit");
            }
            if (!expiresAt.equals(NEVER) && expiresAt.getNano() % 1_000 != 0) {
                throw new IllegalArgumentException("a hold expires at a whole microsecond, not at " + expiresAt);
            }
        }
    }

    /**
     * Moves units that a hold set aside; several captures may follow each other.
     *
     * @param hold id of the transfer that made the hold
     * @param releaseRest gives back what then is left of the hold
     */
    record Capture(UUID hold, long amount, boolean releaseRest) implements Link {
        public Capture {
            requireAmount(amount);
        }
    }

    /** Gives back what is left of a hold. */
    record Void(UUID hold) implements Link {}

    /** Captures what is left of every hold of a posting; the only link of its chain. */
    record CaptureAll(UUID posting) implements Link {}

    /** Gives back what is left of every hold of a posting; the only link of its chain. */
    record VoidAll(UUID posting) implements Link {}

    /** Gives back what is left of a hold whose time is over. */
    record Expire(UUID hold) implements Link {}

    /**
     * Moves the units of a transfer or capture back, once.
     *
     * @param forced also when they have moved on: what is missing becomes a debt of the owner who had received them
     */
    record Reverse(UUID transfer, boolean forced) implements Link {}

    /** Refuses the account's new transfers and holds; what it holds for others can still be captured and given back. */
    record Freeze(AccountKey account) implements Link {}

    record Unfreeze(AccountKey account) implements Link {}

    /** For ever; only an account without balance and holds. */
    record Close(AccountKey account) implements Link {}

    /**
     * Bounds an account from now on; units beyond the bounds already stay where they are.
     *
     * @param minimum what must stay, holds not counted in; 0 where the kind may go negative
     * @param maximum most that it may have, holds in its favour counted in
     */
    record Limit(AccountKey account, long minimum, long maximum) implements Link {
        public Limit {
            if (minimum < 0 || minimum > maximum || maximum > Account.LARGEST) {
                throw new IllegalArgumentException("limits from " + minimum + " to " + maximum);
            }
            if (minimum > 0 && account.kind().mayGoNegative()) {
                throw new IllegalArgumentException(account.kind() + " has no minimum");
            }
        }
    }

    private static void requireMovable(AccountKey debit, AccountKey credit, long amount) {
        if (!debit.asset().equals(credit.asset())) {
            throw new IllegalArgumentException("a transfer from " + debit.asset() + " to " + credit.asset());
        }
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("a transfer from an account to itself");
        }
        requireAmount(amount);
    }

    private static void requireAmount(long amount) {
        if (amount < 1 || amount > Account.LARGEST) {
            throw new IllegalArgumentException(
                    "an amount lies between 1 and " + Account.LARGEST + ", not at " + amount);
        }
    }

    /** What was held or balanced comes without a source to make a lot of. */
    private static void requireNoLots(AccountKey credit) {
        if (credit.kind().holdsLots()) {
            throw new IllegalArgumentException(credit.kind() + " is credited by transfers that issue lots only");
        }
    }
}
