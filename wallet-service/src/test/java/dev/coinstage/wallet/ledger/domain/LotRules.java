package dev.coinstage.wallet.ledger.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.coinstage.wallet.ledger.domain.Decided.PostedTransfer;
import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Every coin belongs to one lot, and each draw, return and segment accounts for it. */
final class LotRules {

    private final Books books;
    private final List<String> broken = new ArrayList<>();
    private final Map<UUID, TreeMap<Long, Segment>> segments = new HashMap<>();
    private final Map<UUID, Long> axis = new HashMap<>();

    /** Per account the lots that have coins at that point of the walk, by their places in the queue, with how many. */
    private final Map<UUID, TreeMap<Long, Long>> queues = new HashMap<>();

    private final Map<UUID, PostedTransfer> transfers = new HashMap<>();

    /** Of holds what was captured, and of reversed transfers what is back, up to that point. */
    private final Map<UUID, Long> settled = new HashMap<>();

    private final Set<UUID> explained = new HashSet<>();

    /** Coins that were drawn from one lot. */
    private record Slice(UUID lot, long coins) {}

    LotRules(Books books) {
        this.books = books;
    }

    List<String> broken() {
        groupSegments();
        lotsEqualBalances();
        segmentsExplainLots();
        books.transfers().forEach(this::walk);
        books.accounts()
                .forEach((id, account) -> require(
                        account.lots().axis() == axis.getOrDefault(id, 0L), "the axis counts all draws", account));
        books.lots().forEach((id, lot) -> require(explained.contains(id), "a transfer brought each lot", lot));
        return broken;
    }

    private void require(boolean holds, String rule, Object where) {
        if (!holds) {
            broken.add(rule + ": " + where);
        }
    }

    private boolean hasLots(UUID account) {
        return books.accounts().get(account).key().kind() == AccountKind.VIEWER_COINS;
    }

    private void groupSegments() {
        for (var segment : books.segments()) {
            var earlier = segments.computeIfAbsent(segment.account(), none -> new TreeMap<>())
                    .put(segment.axisFrom(), segment);
            require(earlier == null, "a segment begins where no other does", segment);
        }
    }

    private void lotsEqualBalances() {
        var remaining = books.lots().values().stream()
                .collect(groupingBy(lot -> lot.account().id(), summingLong(books::remaining)));
        books.accounts().forEach((id, account) -> {
            var expected = hasLots(id) ? account.balance() - account.debitsPending() : 0;
            require(remaining.getOrDefault(id, 0L) == expected, "lots equal the balance less what is held", account);
        });
    }

    private void segmentsExplainLots() {
        var drawn = new HashMap<UUID, Long>();
        books.accounts().forEach((id, account) -> {
            var starts = segments.getOrDefault(id, new TreeMap<>());
            var end = account.lots().axis();
            require(end == 0 ? starts.isEmpty() : starts.containsKey(0L), "segments cover the axis", account);
            starts.forEach((from, segment) -> {
                var next = starts.higherKey(from);
                var until = next == null ? end : next;
                require(from < until, "a segment covers a draw", segment);
                drawn.merge(segment.lot(), until - from, Long::sum);
            });
        });
        for (var lot : books.lots().values()) {
            require(
                    lot.coins() - drawn.getOrDefault(lot.id(), 0L) == books.remaining(lot),
                    "segments account for what left a lot",
                    lot);
        }
    }

    private void walk(PostedTransfer transfer) {
        transfers.put(transfer.id(), transfer);
        require(transfer.axisFrom() == expectedPlace(transfer), "draws follow each other on the axis", transfer);
        if (draws(transfer)) {
            axis.merge(transfer.debit(), transfer.amount(), Long::sum);
            slices(transfer.debit(), transfer.axisFrom(), transfer.amount()).forEach(slice -> draw(transfer, slice));
        }
        if (transfer.kind() == TransferKind.CAPTURE) {
            settled.merge(transfer.relatesTo(), transfer.amount(), Long::sum);
        }
        if (transfer.kind() == TransferKind.TRANSFER && hasLots(transfer.credit())) {
            issued(transfer);
        } else if (transfer.kind() == TransferKind.REVERSAL && hasLots(transfer.credit())) {
            var original = transfers.get(transfer.relatesTo());
            var back = settled.merge(transfer.relatesTo(), transfer.amount(), Long::sum) - transfer.amount();
            returned(transfer, transfer.credit(), original.axisFrom() + back);
        } else if (releases(transfer) && hasLots(transfer.debit())) {
            returned(transfer, transfer.debit(), transfer.axisFrom());
        }
    }

    private boolean draws(PostedTransfer transfer) {
        return hasLots(transfer.debit()) && !releases(transfer) && transfer.kind() != TransferKind.CAPTURE;
    }

    private static boolean releases(PostedTransfer transfer) {
        return transfer.kind() == TransferKind.VOID || transfer.kind() == TransferKind.EXPIRY;
    }

    private long expectedPlace(PostedTransfer transfer) {
        if (!hasLots(transfer.debit())) {
            return PostedTransfer.NO_DRAW;
        }
        return draws(transfer)
                ? axis.getOrDefault(transfer.debit(), 0L)
                : transfers.get(transfer.relatesTo()).axisFrom() + settled.getOrDefault(transfer.relatesTo(), 0L);
    }

    private List<Slice> slices(UUID account, long from, long coins) {
        var slices = new ArrayList<Slice>();
        var starts = segments.getOrDefault(account, new TreeMap<>());
        for (var place = from; place < from + coins; ) {
            var start = starts.floorEntry(place);
            if (start == null) {
                return slices;
            }
            var next = starts.higherKey(place);
            var until = next == null ? from + coins : Math.min(next, from + coins);
            slices.add(new Slice(start.getValue().lot(), until - place));
            place = until;
        }
        return slices;
    }

    private TreeMap<Long, Long> queue(UUID account) {
        return queues.computeIfAbsent(account, none -> new TreeMap<>());
    }

    private void draw(PostedTransfer transfer, Slice slice) {
        var lot = books.lots().get(slice.lot());
        var queue = queue(transfer.debit());
        if (transfer.kind() == TransferKind.REVERSAL) {
            require(
                    lot.source().equals(books.lots().get(transfer.relatesTo()).source()),
                    "a reversal draws coins of its own purchase only",
                    transfer);
        } else {
            require(
                    !queue.isEmpty() && queue.firstKey() == lot.ordinal(),
                    "coins are drawn in the order of the queue",
                    transfer);
        }
        var left = queue.getOrDefault(lot.ordinal(), 0L) - slice.coins();
        require(left >= 0, "no lot gives more than it has", transfer);
        if (left == 0) {
            queue.remove(lot.ordinal());
        } else {
            queue.put(lot.ordinal(), left);
        }
    }

    private void issued(PostedTransfer transfer) {
        var lot = books.lots().get(transfer.id());
        var queue = queue(transfer.credit());
        require(
                lot != null
                        && lot.parent().equals(Lot.ISSUED)
                        && lot.coins() == transfer.amount()
                        && (queue.isEmpty() || queue.lastKey() < lot.ordinal()),
                "coins that are new are a lot at the end of the queue",
                transfer);
        if (lot != null) {
            explained.add(lot.id());
            queue.put(lot.ordinal(), lot.coins());
        }
    }

    private void returned(PostedTransfer transfer, UUID account, long from) {
        var slices = slices(account, from, transfer.amount());
        var queue = queue(account);
        for (var part = slices.size() - 1; part >= 0; part--) {
            var slice = slices.get(part);
            var lot = books.lots().get(NamedUuid.of(transfer.id(), "part " + part));
            require(
                    lot != null
                            && lot.parent().equals(slice.lot())
                            && lot.source().equals(books.lots().get(slice.lot()).source())
                            && lot.coins() == slice.coins()
                            && (queue.isEmpty() || queue.firstKey() > lot.ordinal()),
                    "coins that come back are lots at the head of the queue, as they were drawn",
                    transfer);
            if (lot != null) {
                explained.add(lot.id());
                queue.put(lot.ordinal(), lot.coins());
            }
        }
    }
}
