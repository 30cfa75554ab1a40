package dev.coinstage.defaults.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where a service's feed comes from: its outbox, unless it has an order of its own, as the ledger has. */
public interface FeedSource {

    /**
     * The events right after that position, in order and without gaps.
     *
     * @param limit most of them, 1 to 500
     */
    Uni<List<FeedEvent>> after(long position, int limit);

    Uni<Extent> extent();

    /**
     * A position that a promoted replica surely shares with the server that it follows, when asked within seconds of the
     * promotion and before anything is added that is not.
     */
    Uni<Long> surelyShared();

    /**
     * @param last position of the newest event; 0 when there is none
     * @param dropped up to this position, retention has deleted the events; 0 when it has none
     */
    record Extent(long last, long dropped) {}
}
