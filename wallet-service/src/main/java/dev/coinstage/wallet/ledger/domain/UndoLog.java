package dev.coinstage.wallet.ledger.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Changes of one chain, which all go when one of its links is refused. Every change of a batch's state goes through here. */
final class UndoLog {

    private final Deque<Runnable> undo = new ArrayDeque<>();

    <K, V> void put(Map<K, V> map, K key, V value) {
        var before = map.put(key, value);
        undo.push(before == null ? () -> map.remove(key) : () -> map.put(key, before));
    }

    <K, V> void remove(Map<K, V> map, K key) {
        var before = map.remove(key);
        if (before != null) {
            undo.push(() -> map.put(key, before));
        }
    }

    <T> void add(List<T> list, T item) {
        list.add(item);
        undo.push(() -> list.remove(list.size() - 1));
    }

    /** The chain was posted: its changes stay. */
    void keep() {
        undo.clear();
    }

    /** The chain was refused: everything is as it was before it. */
    void revert() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
