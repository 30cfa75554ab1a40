package dev.coinstage.wallet.ledger.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The ledger's rules told as simply as possible, to compare the real one with: one command at a time, every coin an object
 * in a queue, and a chain is applied link by link to a copy of the books, which is thrown away when a link is refused.
 */
final class NaiveLedger {

    private Pages pages = new Pages();
    private final Set<AccountKey> frozen = new HashSet<>();
    private final Set<AccountKey> closed = new HashSet<>();
    private long sequence;
    private Instant now = KeptLedger.BEGIN;

    /** What a chain may change. */
    private static final class Pages {

        private final Map<AccountKey, Long> debits = new HashMap<>();
        private final Map<AccountKey, Long> credits = new HashMap<>();

        /** Per account the lot of each coin in hand, the next to be drawn first. */
        private final Map<AccountKey, Deque<UUID>> coins = new HashMap<>();

        /** Per account the lot of each coin ever drawn. */
        private final Map<AccountKey, List<UUID>> drawn = new HashMap<>();

        private Pages copy() {
            var copy = new Pages();
            copy.debits.putAll(debits);
            copy.credits.putAll(credits);
            coins.forEach((account, lots) -> copy.coins.put(account, new ArrayDeque<>(lots)));
            drawn.forEach((account, lots) -> copy.drawn.put(account, new ArrayList<>(lots)));
            return copy;
        }

        private long debits(AccountKey account) {
            return debits.getOrDefault(account, 0L);
        }

        private long credits(AccountKey account) {
            return credits.getOrDefault(account, 0L);
        }

        private long balance(AccountKey account) {
            return credits(account) - debits(account);
        }
    }

    private final Map<Claim, UUID> booked = new HashMap<>();

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** What becomes of the command; a posting has commit sequence 0 and the time {@link Instant#EPOCH}. */
    Outcome post(Command command) {
        for (var claim : command.claims()) {
            if (booked.containsKey(claim)) {
                return new Outcome.AlreadyBooked(claim, booked.get(claim));
            }
        }
        var after = pages.copy();
        var touched = new LinkedHashSet<AccountKey>();
        var place = 0;
        for (var link : command.links()) {
            if (!(link instanceof Link.Transfer movement)) {
                throw new AssertionError(link);
            }
            var refusal = refusal(after, movement);
            if (refusal != null) {
                return refusal;
            }
            apply(after, movement, TransferId.of(command.posting(), place++));
            touched.add(movement.debit());
            touched.add(movement.credit());
        }
        pages = after;
        command.claims().forEach(claim -> booked.put(claim, command.posting()));
        var balances = touched.stream()
                .map(key -> new Outcome.Posted.Balance(key.id(), after.balance(key), after.balance(key)))
                .toList();
        return new Outcome.Posted(
                command.posting(), 0, ++sequence, Instant.EPOCH, balances, List.of(), command.detail());
    }

    private Outcome.Refusal refusal(Pages now, Link.Transfer movement) {
        var debit = movement.debit();
        var credit = movement.credit();
        for (var account : List.of(debit, credit)) {
            if (closed.contains(account)) {
                return new Outcome.AccountClosed(account.id());
            }
        }
        for (var account : List.of(debit, credit)) {
            if (frozen.contains(account)) {
                return new Outcome.AccountFrozen(account.id());
            }
        }
        if (!debit.kind().mayGoNegative() && now.balance(debit) < movement.amount()) {
            return new Outcome.InsufficientFunds(debit.id(), movement.amount(), now.balance(debit));
        }
        if (now.credits(credit) + movement.amount() > Account.LARGEST) {
            return new Outcome.BalanceTooLarge(credit.id(), Account.LARGEST);
        }
        if (now.debits(debit) + movement.amount() > Account.LARGEST) {
            return new Outcome.BalanceTooLarge(debit.id(), Account.LARGEST);
        }
        return null;
    }

    private static void apply(Pages now, Link.Transfer movement, UUID lot) {
        now.debits.merge(movement.debit(), movement.amount(), Long::sum);
        now.credits.merge(movement.credit(), movement.amount(), Long::sum);
        if (movement.debit().kind() == AccountKind.VIEWER_COINS) {
            var drawn = now.drawn.computeIfAbsent(movement.debit(), none -> new ArrayList<>());
            for (long coin = 0; coin < movement.amount(); coin++) {
                drawn.add(now.coins.get(movement.debit()).remove());
            }
        }
        if (movement.lots() instanceof LotEffect.Issue) {
            var coins = now.coins.computeIfAbsent(movement.credit(), none -> new ArrayDeque<>());
            for (long coin = 0; coin < movement.amount(); coin++) {
                coins.add(lot);
            }
        }
    }

    /** The accounts that ever moved, with their balances. */
    Map<UUID, Long> balances() {
        var balances = new HashMap<UUID, Long>();
        pages.debits.keySet().forEach(key -> balances.put(key.id(), pages.balance(key)));
        pages.credits.keySet().forEach(key -> balances.put(key.id(), pages.balance(key)));
        return balances;
    }

    /** Coins left per lot; a lot without any is absent. */
    Map<UUID, Long> remaining() {
        var remaining = new HashMap<UUID, Long>();
        pages.coins.values().forEach(coins -> coins.forEach(lot -> remaining.merge(lot, 1L, Long::sum)));
        return remaining;
    }

    /** Per account that drew, the lot of each coin drawn, in the order of drawing. */
    Map<UUID, List<UUID>> drawn() {
        var drawn = new HashMap<UUID, List<UUID>>();
        pages.drawn.forEach((key, lots) -> drawn.put(key.id(), lots));
        return drawn;
    }

    Map<Claim, UUID> booked() {
        return booked;
    }
}
