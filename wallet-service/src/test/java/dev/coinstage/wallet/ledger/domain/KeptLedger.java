package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stands in for the database around {@link Ledger#decide}: hands it the slice of the state that the commands need, and no
 * more, keeps what it decides, and refuses what the tables' keys would refuse.
 */
final class KeptLedger {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<UUID, Account> accounts = new TreeMap<>();
    private final Map<UUID, Lot> lots = new TreeMap<>();
    private final Map<Claim, UUID> booked = new HashMap<>();
    private final List<PostedTransfer> transfers = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private long commitSequence;
    private long lastPosting;

    List<Outcome> post(Command... commands) {
        return post(List.of(commands));
    }

    /** Decides one batch and keeps it. */
    List<Outcome> post(List<Command> commands) {
        var at = new LedgerTime(++commitSequence, lastPosting, BEGIN.plusSeconds(commitSequence));
        return keep(Ledger.decide(stateFor(commands), commands, at));
    }

    private List<Outcome> keep(Decided decided) {
        decided.opened().forEach(account -> insert(accounts, account.key().id(), account));
        decided.changed().forEach(account -> update(accounts, account.key().id(), account));
        decided.reachedLots().forEach(lot -> update(lots, lot.id(), lot));
        decided.issuedLots().forEach(lot -> insert(lots, lot.id(), lot));
        decided.booked().forEach((claim, posting) -> insert(booked, claim, posting));
        transfers.addAll(decided.transfers());
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
        var touched = touched(commands);
        var claims = commands.stream().flatMap(command -> command.claims().stream());
        return new LedgerState(
                accounts.entrySet().stream()
                        .filter(entry -> touched.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                lots.values().stream()
                        .filter(lot -> lot.waiting() > 0
                                && touched.contains(lot.account().id()))
                        .sorted(Comparator.comparingLong(Lot::ordinal))
                        .collect(Collectors.groupingBy(lot -> lot.account().id())),
                claims.distinct().filter(booked::containsKey).collect(Collectors.toMap(claim -> claim, booked::get)));
    }

    private static Set<UUID> touched(List<Command> commands) {
        var touched = new LinkedHashSet<UUID>();
        for (var command : commands) {
            for (var movement : command.movements()) {
                touched.add(movement.debit().id());
                touched.add(movement.credit().id());
            }
        }
        return touched;
    }

    void freeze(AccountKey key) {
        var a = account(key);
        accounts.put(
                key.id(),
                new Account(
                        key,
                        a.debitsPosted(),
                        a.creditsPosted(),
                        a.debitsPending(),
                        a.creditsPending(),
                        true,
                        a.closed(),
                        a.lots()));
    }

    void close(AccountKey key) {
        var a = account(key);
        accounts.put(
                key.id(),
                new Account(
                        key,
                        a.debitsPosted(),
                        a.creditsPosted(),
                        a.debitsPending(),
                        a.creditsPending(),
                        a.frozen(),
                        true,
                        a.lots()));
    }

    /** The account as kept, or as it would be opened. */
    Account account(AccountKey key) {
        return accounts.getOrDefault(key.id(), Account.opened(key));
    }

    long balance(AccountKey key) {
        return account(key).balance();
    }

    long remaining(UUID lot) {
        return books().remaining(lots.get(lot));
    }

    /** A copy that later postings do not change. */
    Books books() {
        return new Books(
                Map.copyOf(accounts),
                List.copyOf(transfers),
                Map.copyOf(lots),
                List.copyOf(segments),
                Map.copyOf(booked));
    }
}
