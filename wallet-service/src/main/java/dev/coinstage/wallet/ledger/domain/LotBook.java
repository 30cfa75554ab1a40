package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The lots of the batch's accounts, each account's in the order of drawing: what came back first, then oldest first, because
 * refunds reach those first. Lineage costs nothing per draw: a segment is written only when drawing reaches another lot.
 */
final class LotBook {

    /** Most parts that coins come back in: one per lot that they were drawn from. */
    static final int MOST_PARTS = 1 << 16;

    private final LedgerState before;
    private final UndoLog undo;
    private final Map<UUID, Lot> stored = new HashMap<>();
    private final Map<UUID, Lot> changed = new LinkedHashMap<>();

    /** Per account the lots that wait, by ordinal. */
    private final Map<UUID, NavigableMap<Long, UUID>> queues = new HashMap<>();

    private final List<Segment> segments = new ArrayList<>();

    LotBook(LedgerState before, UndoLog undo) {
        this.before = before;
        this.undo = undo;
        before.otherLots().forEach(lot -> stored.put(lot.id(), lot));
        before.waitingLots().forEach((account, lots) -> {
            var queue = new TreeMap<Long, UUID>();
            for (var lot : lots) {
                stored.put(lot.id(), lot);
                queue.put(lot.ordinal(), lot.id());
            }
            queues.put(account, queue);
        });
    }

    /** Coins drawn from one lot. */
    record Slice(UUID lot, long coins) {}

    void add(Lot lot) {
        undo.put(changed, lot.id(), lot);
        undo.put(queue(lot.account().id()), lot.ordinal(), lot.id());
    }

    private NavigableMap<Long, UUID> queue(UUID account) {
        return queues.computeIfAbsent(account, none -> new TreeMap<>());
    }

    private Lot lot(UUID id) {
        var lot = changed.containsKey(id) ? changed.get(id) : stored.get(id);
        if (lot == null) {
            throw new IllegalStateException("lot " + id + " was not read");
        }
        return lot;
    }

    /** What is left of that lot's purchase: of the lot itself, and of what was drawn from it and came back. 0 for one that is not known. */
    long left(UUID issued, LotCursor cursor) {
        return ofPurchase(issued, cursor).stream().mapToLong(Slice::coins).sum();
    }

    /** The lots of a purchase on its account with what is left of them, in the order of drawing. */
    private List<Slice> ofPurchase(UUID issued, LotCursor cursor) {
        if (!changed.containsKey(issued) && !stored.containsKey(issued)) {
            return List.of();
        }
        var purchase = lot(issued);
        var found = new ArrayList<Slice>();
        if (cursor.left() > 0 && lot(cursor.lot()).source().equals(purchase.source())) {
            found.add(new Slice(cursor.lot(), cursor.left()));
        }
        for (var id : queue(purchase.account().id()).values()) {
            var waiting = lot(id);
            if (waiting.source().equals(purchase.source())) {
                found.add(new Slice(id, waiting.waiting()));
            }
        }
        return found;
    }

    /**
     * Draws coins and returns where drawing stands after it.
     *
     * @throws IllegalStateException when the lots hold less than the account: the books are broken, nothing may be posted
     */
    LotCursor draw(UUID account, LotCursor from, long amount) {
        var axis = from.axis();
        var lot = from.lot();
        var left = from.left();
        var missing = amount;
        while (missing > left) {
            axis += left;
            missing -= left;
            var next = next(account);
            undo.add(segments, new Segment(account, axis, next.id()));
            lot = next.id();
            left = next.waiting();
        }
        return new LotCursor(axis + missing, lot, left - missing);
    }

    private Lot next(UUID account) {
        var head = queue(account).firstEntry();
        if (head == null) {
            throw new IllegalStateException("the lots of account " + account + " hold less than its balance");
        }
        var lot = lot(head.getValue());
        nowWaiting(lot, 0);
        return lot;
    }

    private void nowWaiting(Lot lot, long waiting) {
        undo.put(changed, lot.id(), lot.waiting(waiting));
        var queue = queue(lot.account().id());
        if (waiting == 0) {
            undo.remove(queue, lot.ordinal());
        } else {
            undo.put(queue, lot.ordinal(), lot.id());
        }
    }

    /** Draws coins of that lot's purchase, wherever they stand in the queue; what was being drawn goes back to its place there. */
    LotCursor drawFrom(UUID account, LotCursor from, UUID issued, long amount) {
        var cursor = from;
        var missing = amount;
        for (var slice : ofPurchase(issued, from)) {
            var taken = Math.min(missing, slice.coins());
            if (taken > 0) {
                cursor = drawFromLot(account, cursor, slice.lot(), taken);
                missing -= taken;
            }
        }
        return cursor;
    }

    private LotCursor drawFromLot(UUID account, LotCursor from, UUID lot, long amount) {
        if (from.lot().equals(lot) && from.left() >= amount) {
            return new LotCursor(from.axis() + amount, lot, from.left() - amount);
        }
        putBack(from);
        var drawn = lot(lot);
        nowWaiting(drawn, drawn.waiting() - amount);
        undo.add(segments, new Segment(account, from.axis(), lot));
        return new LotCursor(from.axis() + amount, lot, 0);
    }

    private void putBack(LotCursor cursor) {
        if (cursor.left() > 0) {
            var current = lot(cursor.lot());
            nowWaiting(current, current.waiting() + cursor.left());
        }
    }

    /**
     * Coins that were drawn come back as new lots at the head of the queue, one per lot that they were drawn from: the axis
     * never moves back, so their next draw must not count as the one that it was.
     *
     * @param transfer that brings them, with its posting's sequence and its ordinal there
     */
    LotCursor giveBack(LotCursor from, List<Slice> slices, UUID transfer, long sequence, int ordinal) {
        if (slices.size() >= MOST_PARTS) {
            throw new IllegalStateException("coins of " + slices.size() + " lots cannot come back at once");
        }
        putBack(from);
        var place = -Math.multiplyExact(sequence * TransferId.MOST_PLACES + ordinal + 1, (long) MOST_PARTS);
        for (int part = 0; part < slices.size(); part++) {
            var slice = slices.get(part);
            var parent = lot(slice.lot());
            var id = NamedUuid.of(transfer, "part " + part);
            add(new Lot(
                    id, parent.id(), parent.account(), place + part, parent.source(), slice.coins(), slice.coins()));
        }
        return from.left() > 0 ? new LotCursor(from.axis(), LotCursor.NO_LOT, 0) : from;
    }

    /** From which lots the coins of that range of the axis were drawn, in the order of drawing. */
    List<Slice> slices(UUID account, long from, long coins) {
        var starts = starts(account);
        var slices = new ArrayList<Slice>();
        var place = from;
        while (place < from + coins) {
            var start = starts.floorEntry(place);
            if (start == null) {
                throw new IllegalStateException("no lot is known from place " + place + " of account " + account);
            }
            var next = starts.higherKey(place);
            var until = next == null ? from + coins : Math.min(next, from + coins);
            slices.add(new Slice(start.getValue(), until - place));
            place = until;
        }
        return slices;
    }

    private NavigableMap<Long, UUID> starts(UUID account) {
        var starts = new TreeMap<>(before.segments().getOrDefault(account, new TreeMap<>()));
        var opened = before.accounts().get(account);
        if (opened != null && !opened.lots().lot().equals(LotCursor.NO_LOT)) {
            starts.putIfAbsent(opened.lots().axis(), opened.lots().lot());
        }
        segments.stream()
                .filter(segment -> segment.account().equals(account))
                .forEach(segment -> starts.put(segment.axisFrom(), segment.lot()));
        return starts;
    }

    List<Lot> issued() {
        return changed.values().stream()
                .filter(lot -> !stored.containsKey(lot.id()))
                .toList();
    }

    /** Stored lots of which another number waits now. */
    List<Lot> changed() {
        return changed.values().stream()
                .filter(lot ->
                        stored.containsKey(lot.id()) && stored.get(lot.id()).waiting() != lot.waiting())
                .toList();
    }

    List<Segment> segments() {
        return segments;
    }
}
