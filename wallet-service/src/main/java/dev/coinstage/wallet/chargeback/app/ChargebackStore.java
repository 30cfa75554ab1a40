package dev.coinstage.wallet.chargeback.app;

import dev.coinstage.wallet.chargeback.domain.Chargeback;
import dev.coinstage.wallet.chargeback.domain.Lineage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Chargebacks as rows. */
public interface ChargebackStore {

    /** False when the provider's dispute is known already; nothing is changed then. */
    Uni<Boolean> add(SqlConnection tx, Chargeback chargeback);

    Uni<Optional<Chargeback>> byId(UUID id);

    /** Keeps what is to be taken back, and from whom; what was kept first stays, and is returned. */
    Uni<Lineage> plan(UUID id, Lineage now);

    /** Moves it on; a state that it has come past already stays. */
    Uni<Void> reach(SqlConnection tx, UUID id, Chargeback.State state, Instant at);
}
