package dev.coinstage.wallet.chargeback.app;

import dev.coinstage.wallet.chargeback.domain.Lineage;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Follows coins. */
public interface LineageStore {

    /** Where the coins of that purchase are and went; empty when there is no such purchase. One snapshot. */
    Uni<Optional<Lineage>> of(UUID purchase);
}
