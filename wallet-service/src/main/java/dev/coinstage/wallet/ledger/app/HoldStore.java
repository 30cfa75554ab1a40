package dev.coinstage.wallet.ledger.app;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Reads of holds. */
public interface HoldStore {

    /** The holds whose time is over by the ledger's clock and that have something left, longest over first; at most {@code limit}. */
    Uni<List<UUID>> expired(int limit);
}
