package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a chain may change in the {@link NaiveLedger}: it works on a copy, which is thrown away when it is refused. */
final class NaivePages {

    /** Units set aside, as objects where they are coins. */
    static final class Promise {
        final AccountKey debit;
        final AccountKey credit;
        final TransferCode code;
        final Instant expiresAt;
        final Deque<Facts.Coin> coins;
        long captured;
        long released;
        long left;

        Promise(Link.Hold asked, Collection<Facts.Coin> coins) {
            this.debit = asked.debit();
            this.credit = asked.credit();
            this.code = asked.code();
            this.expiresAt = asked.expiresAt();
            this.left = asked.amount();
            this.coins = new ArrayDeque<>(coins);
        }

        private Promise(Promise original) {
            debit = original.debit;
            credit = original.credit;
            code = original.code;
            expiresAt = original.expiresAt;
            coins = new ArrayDeque<>(original.coins);
            captured = original.captured;
            released = original.released;
            left = original.left;
        }
    }

    /** A transfer between accounts that are named in full. */
    record Entry(TransferKind kind, TransferCode code, AccountKey debit, AccountKey credit, long amount) {}

    final Set<AccountKey> opened = new HashSet<>();
    final Map<AccountKey, Long> debits = new HashMap<>();
    final Map<AccountKey, Long> credits = new HashMap<>();
    final Map<AccountKey, Long> minimum = new HashMap<>();
    final Map<AccountKey, Long> maximum = new HashMap<>();
    final Set<AccountKey> frozen = new HashSet<>();
    final Set<AccountKey> closed = new HashSet<>();

    /** Per account its coins, the next to be drawn first. */
    final Map<AccountKey, Deque<Facts.Coin>> coins = new HashMap<>();

    /** Per account each coin ever drawn. */
    final Map<AccountKey, List<Facts.Coin>> drawn = new HashMap<>();

    final Map<UUID, Promise> promises = new LinkedHashMap<>();
    final Map<UUID, Entry> entries = new LinkedHashMap<>();
    final Map<UUID, List<Facts.Coin>> coinsOfEntries = new HashMap<>();
    final Map<UUID, UUID> reversed = new HashMap<>();

    NaivePages copy() {
        var copy = new NaivePages();
        copy.opened.addAll(opened);
        copy.debits.putAll(debits);
        copy.credits.putAll(credits);
        copy.minimum.putAll(minimum);
        copy.maximum.putAll(maximum);
        copy.frozen.addAll(frozen);
        copy.closed.addAll(closed);
        coins.forEach((account, all) -> copy.coins.put(account, new ArrayDeque<>(all)));
        drawn.forEach((account, all) -> copy.drawn.put(account, new ArrayList<>(all)));
        promises.forEach((id, promise) -> copy.promises.put(id, new Promise(promise)));
        copy.entries.putAll(entries);
        copy.coinsOfEntries.putAll(coinsOfEntries);
        copy.reversed.putAll(reversed);
        return copy;
    }

    long debits(AccountKey account) {
        return debits.getOrDefault(account, 0L);
    }

    long credits(AccountKey account) {
        return credits.getOrDefault(account, 0L);
    }

    long balance(AccountKey account) {
        return credits(account) - debits(account);
    }

    long minimum(AccountKey account) {
        return minimum.getOrDefault(account, 0L);
    }

    long maximum(AccountKey account) {
        return maximum.getOrDefault(account, Account.LARGEST);
    }

    /** What is set aside of the account's own. */
    long held(AccountKey account) {
        return promises.values().stream()
                .filter(promise -> promise.debit.equals(account))
                .mapToLong(promise -> promise.left)
                .sum();
    }

    /** What is set aside in the account's favour. */
    long promised(AccountKey account) {
        return promises.values().stream()
                .filter(promise -> promise.credit.equals(account))
                .mapToLong(promise -> promise.left)
                .sum();
    }

    long available(AccountKey account) {
        return balance(account) - held(account) - minimum(account);
    }

    Deque<Facts.Coin> coins(AccountKey account) {
        return coins.computeIfAbsent(account, none -> new ArrayDeque<>());
    }

    List<Facts.Coin> drawn(AccountKey account) {
        return drawn.computeIfAbsent(account, none -> new ArrayList<>());
    }

    List<Facts.Coin> drawFirst(AccountKey account, long amount) {
        var taken = new ArrayList<Facts.Coin>();
        if (account.kind() == AccountKind.VIEWER_COINS) {
            for (long coin = 0; coin < amount; coin++) {
                taken.add(coins(account).removeFirst());
            }
            drawn(account).addAll(taken);
        }
        return taken;
    }

    /** To the head of the queue in the order of drawing; the coins that had been of one lot are one lot again. */
    void comeBack(AccountKey account, Collection<Facts.Coin> returned, UUID transfer) {
        var back = new ArrayDeque<Facts.Coin>();
        UUID from = null;
        UUID lot = null;
        var part = 0;
        for (var coin : returned) {
            if (!coin.lot().equals(from)) {
                from = coin.lot();
                lot = NamedUuid.of(transfer, "part " + part++);
            }
            back.push(new Facts.Coin(lot, coin.bought()));
        }
        back.forEach(coin -> coins(account).addFirst(coin));
    }
}
