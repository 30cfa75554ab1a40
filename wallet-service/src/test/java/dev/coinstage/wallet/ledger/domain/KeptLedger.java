package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Stands in for the database around {@link Ledger#decide}: hands it the slice of the state that the commands need, and no
 * more, keeps what it decides, and refuses what the tables' keys would refuse.
 */
final class KeptLedger {

    /** Ahead of every real clock: the head of a database that plays a story stands at the story's time, and never steps back. */
    static final Instant BEGIN = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<UUID, Account> accounts = new TreeMap<>();
    private final Map<UUID, Lot> lots = new TreeMap<>();
    private final Map<UUID, Hold> holds = new TreeMap<>();
    private final Map<Claim, UUID> booked = new HashMap<>();
    private final Map<UUID, UUID> reversed = new HashMap<>();
    private final List<PostedTransfer> transfers = new ArrayList<>();
    private final List<AccountChange> accountChanges = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private Instant now = BEGIN;
    private long commitSequence;
    private long lastPosting;

    /** The ledger's clock goes on; it stands still otherwise. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    List<Outcome> post(Command... commands) {
        return post(List.of(commands));
    }

    /** Decides one batch and keeps it. */
    List<Outcome> post(List<Command> commands) {
        var at = new LedgerTime(++commitSequence, lastPosting, now);
        return keep(Ledger.decide(stateFor(commands), commands, at));
    }

    private List<Outcome> keep(Decided decided) {
        decided.opened().forEach(account -> insert(accounts, account.key().id(), account));
        decided.changed().forEach(account -> update(accounts, account.key().id(), account));
        decided.changedLots().forEach(lot -> update(lots, lot.id(), lot));
        decided.issuedLots().forEach(lot -> insert(lots, lot.id(), lot));
        decided.openedHolds().forEach(hold -> insert(holds, hold.id(), hold));
        decided.changedHolds().forEach(hold -> update(holds, hold.id(), hold));
        decided.booked().forEach((claim, posting) -> insert(booked, claim, posting));
        decided.reversed().forEach((transfer, reversal) -> insert(reversed, transfer, reversal));
        transfers.addAll(decided.transfers());
        accountChanges.addAll(decided.accountChanges());
        segments.addAll(decided.segments());
        lastPosting += decided.postings().size();
        requireUniqueOrdinals();
        return decided.outcomes();
    }

    private static <K, V> void insert(Map<K, V> table, K key, V row) {
        if (table.putIfAbsent(key, row) != null) {
            throw new AssertionError("a second row " + key);
        }
    }

    private static <K, V> void update(Map<K, V> table, K key, V row) {
        if (table.replace(key, row) == null) {
            throw new AssertionError("no row " + key);
        }
    }

    /** As the table does, for the order of drawing would be chance. */
    private void requireUniqueOrdinals() {
        var places = new LinkedHashSet<List<Object>>();
        for (var lot : lots.values()) {
            if (!places.add(List.of(lot.account(), lot.ordinal()))) {
                throw new AssertionError("two lots in one place: " + lot);
            }
        }
    }

    LedgerState stateFor(List<Command> commands) {
        return new KeptSlice(books(), commands).state();
    }

    /** The account as kept, or as it would be opened. */
    Account account(AccountKey key) {
        return accounts.getOrDefault(key.id(), Account.opened(key));
    }

    long balance(AccountKey key) {
        return account(key).balance();
    }

    long available(AccountKey key) {
        return account(key).available();
    }

    long remaining(UUID lot) {
        return books().remaining(lots.get(lot));
    }

    Hold hold(UUID id) {
        return holds.get(id);
    }

    /** A copy that later postings do not change. */
    Books books() {
        return new Books(
                Map.copyOf(accounts),
                List.copyOf(transfers),
                List.copyOf(accountChanges),
                Map.copyOf(lots),
                List.copyOf(segments),
                Map.copyOf(holds),
                Map.copyOf(booked),
                Map.copyOf(reversed));
    }
}
