package dev.coinstage.fraud.dispute.app;

import dev.coinstage.defaults.command.Attempt;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Asks the wallet what became of a purchase's coins. */
public interface WalletLineage {

    /** @return definitive with a {@link dev.coinstage.fraud.dispute.domain.Lineage} */
    Uni<Attempt> of(UUID purchaseId);
}
