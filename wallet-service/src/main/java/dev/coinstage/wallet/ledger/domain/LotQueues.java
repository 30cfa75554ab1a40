package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lots of the batch's accounts, each account's in the order of drawing: oldest first, because refunds reach those first.
 * Lineage costs nothing per draw: a segment is written only when drawing reaches another lot.
 */
final class LotQueues {

    private final Map<UUID, Deque<Lot>> waiting = new HashMap<>();
    private final Map<UUID, Lot> issued = new LinkedHashMap<>();
    private final Map<UUID, Lot> reached = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();

    LotQueues(Map<UUID, List<Lot>> stored) {
        stored.forEach((account, lots) -> waiting.put(account, new ArrayDeque<>(lots)));
    }

    void issue(UUID account, Lot lot) {
        waiting.computeIfAbsent(account, none -> new ArrayDeque<>()).add(lot);
        issued.put(lot.id(), lot);
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
            segments.add(new Segment(account, axis, next.id()));
            lot = next.id();
            left = next.waiting();
        }
        return new LotCursor(axis + missing, lot, left - missing);
    }

    private Lot next(UUID account) {
        var queue = waiting.get(account);
        if (queue == null || queue.isEmpty()) {
            throw new IllegalStateException("the lots of account " + account + " hold less than its balance");
        }
        var lot = queue.remove();
        if (issued.replace(lot.id(), lot.reached()) == null) {
            reached.put(lot.id(), lot.reached());
        }
        return lot;
    }

    Collection<Lot> issued() {
        return issued.values();
    }

    Collection<Lot> reached() {
        return reached.values();
    }

    List<Segment> segments() {
        return segments;
    }
}
