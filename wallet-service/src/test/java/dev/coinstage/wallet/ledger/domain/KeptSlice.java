package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** What {@link LedgerState} promises to commands, out of all that the books hold, and nothing beside it. */
final class KeptSlice {

    private final Books books;
    private final Set<AccountKey> keys = new HashSet<>();
    private final Set<UUID> accounts = new HashSet<>();
    private final Set<Claim> claims = new HashSet<>();
    private final Map<UUID, Hold> holds = new HashMap<>();
    private final Map<UUID, PostedTransfer> transfers = new HashMap<>();
    private boolean givesBack;
    private boolean reverses;

    KeptSlice(Books books, List<Command> commands) {
        this.books = books;
        for (var command : commands) {
            claims.addAll(command.claims());
            command.links().forEach(this::name);
        }
        holds.values().forEach(hold -> accounts.addAll(List.of(hold.debit(), hold.credit())));
        transfers.values().forEach(transfer -> {
            accounts.addAll(List.of(transfer.debit(), transfer.credit()));
        });
        accounts.stream().map(books.accounts()::get).map(Account::key).forEach(keys::add);
        keys.forEach(key -> {
            accounts.add(key.id());
            if (reverses) {
                key.receivable().map(AccountKey::id).ifPresent(accounts::add);
            }
        });
    }

    private void name(Link link) {
        if (link instanceof Link.Transfer transfer) {
            keys.addAll(List.of(transfer.debit(), transfer.credit()));
        } else if (link instanceof Link.Balancing balancing) {
            keys.addAll(List.of(balancing.debit(), balancing.credit()));
        } else if (link instanceof Link.Hold hold) {
            keys.addAll(List.of(hold.debit(), hold.credit()));
        } else if (link instanceof Link.Freeze freeze) {
            keys.add(freeze.account());
        } else if (link instanceof Link.Unfreeze unfreeze) {
            keys.add(unfreeze.account());
        } else if (link instanceof Link.Close close) {
            keys.add(close.account());
        } else if (link instanceof Link.Limit limit) {
            keys.add(limit.account());
        } else {
            nameEarlier(link);
        }
    }

    private void nameEarlier(Link link) {
        if (link instanceof Link.Capture capture) {
            givesBack |= capture.releaseRest();
            holds(id -> id.equals(capture.hold()));
        } else if (link instanceof Link.CaptureAll capture) {
            holds(id -> TransferId.posting(id).equals(capture.posting()));
        } else if (link instanceof Link.Void release) {
            givesBack = true;
            holds(id -> id.equals(release.hold()));
        } else if (link instanceof Link.VoidAll release) {
            givesBack = true;
            holds(id -> TransferId.posting(id).equals(release.posting()));
        } else if (link instanceof Link.Expire expire) {
            givesBack = true;
            holds(id -> id.equals(expire.hold()));
        } else if (link instanceof Link.Reverse reverse) {
            givesBack = true;
            reverses = true;
            books.transfers().stream()
                    .filter(transfer -> transfer.id().equals(reverse.transfer()))
                    .forEach(transfer -> transfers.put(transfer.id(), transfer));
        } else {
            throw new AssertionError("a link of a new kind: " + link);
        }
    }

    private void holds(Predicate<UUID> named) {
        books.holds().values().stream()
                .filter(hold -> named.test(hold.id()))
                .forEach(hold -> holds.put(hold.id(), hold));
    }

    LedgerState state() {
        var segments = segments();
        return new LedgerState(
                only(books.accounts(), accounts),
                books.lots().values().stream()
                        .filter(lot -> lot.waiting() > 0
                                && accounts.contains(lot.account().id()))
                        .sorted(Comparator.comparingLong(Lot::ordinal))
                        .collect(groupingBy(lot -> lot.account().id())),
                otherLots(segments),
                segments,
                only(books.booked(), claims),
                holds,
                transfers.values().stream().collect(toMap(PostedTransfer::id, KeptSlice::past)),
                only(books.reversed(), transfers.keySet()));
    }

    private static <K, V> Map<K, V> only(Map<K, V> table, Collection<K> keys) {
        return keys.stream().filter(table::containsKey).collect(toMap(key -> key, table::get));
    }

    private static PastTransfer past(PostedTransfer transfer) {
        return new PastTransfer(
                transfer.id(),
                transfer.kind(),
                transfer.code(),
                transfer.debit(),
                transfer.credit(),
                transfer.amount(),
                transfer.axisFrom());
    }

    private List<Lot> otherLots(Map<UUID, NavigableMap<Long, UUID>> segments) {
        if (!givesBack) {
            return List.of();
        }
        var named = new HashSet<>(transfers.keySet());
        segments.values().forEach(starts -> named.addAll(starts.values()));
        only(books.accounts(), accounts)
                .values()
                .forEach(account -> named.add(account.lots().lot()));
        return new ArrayList<>(only(books.lots(), named).values());
    }

    private Map<UUID, NavigableMap<Long, UUID>> segments() {
        var found = new HashMap<UUID, NavigableMap<Long, UUID>>();
        for (var hold : holds.values()) {
            if (hold.axisFrom() != PostedTransfer.NO_DRAW && hold.left() > 0) {
                addRange(found, hold.debit(), hold.axisFrom() + hold.captured(), hold.axisFrom() + hold.amount());
            }
        }
        for (var transfer : transfers.values()) {
            if (transfer.axisFrom() != PostedTransfer.NO_DRAW) {
                addRange(found, transfer.debit(), transfer.axisFrom(), transfer.axisFrom() + transfer.amount());
            }
        }
        return found;
    }

    private void addRange(Map<UUID, NavigableMap<Long, UUID>> found, UUID account, long from, long until) {
        var all = new TreeMap<Long, UUID>();
        books.segments().stream()
                .filter(segment -> segment.account().equals(account))
                .forEach(segment -> all.put(segment.axisFrom(), segment.lot()));
        var range = found.computeIfAbsent(account, none -> new TreeMap<>());
        range.putAll(all.subMap(from, until));
        var before = all.floorEntry(from);
        if (before != null) {
            range.put(before.getKey(), before.getValue());
        }
    }
}
