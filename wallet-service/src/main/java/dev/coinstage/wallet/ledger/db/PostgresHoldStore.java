package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.app.HoldStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class PostgresHoldStore implements HoldStore {

    private static final String EXPIRED = """
            SELECT id FROM hold WHERE expires_at <= clock_timestamp() AND captured + released < amount
             ORDER BY expires_at LIMIT $1""";

    private final Pool pool;

    PostgresHoldStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<UUID>> expired(int limit) {
        return pool.preparedQuery(EXPIRED).execute(Tuple.of(limit)).map(rows -> {
            var holds = new ArrayList<UUID>(rows.size());
            rows.forEach(row -> holds.add(row.getUUID(0)));
            return holds;
        });
    }
}
