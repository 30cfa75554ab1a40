package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.wallet.ledger.app.LedgerStore;
import dev.coinstage.wallet.ledger.app.PostingConfig;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;

/** Puts the engine together without a container: benchmarks and fault tests need it alone, and more than one in a process. */
public final class LedgerEngine {

    private LedgerEngine() {}

    /** A queue that posts to the database behind the pool. */
    public static PostingQueue over(Pool pool, IdSource ids, PostingConfig config, MeterRegistry metrics) {
        return PostingQueue.over(store(pool, config, metrics), ids, config, metrics);
    }

    /** The store alone: one batch in, its answers out. */
    public static LedgerStore store(Pool pool, PostingConfig config, MeterRegistry metrics) {
        return new PostgresLedgerStore(
                pool,
                new LedgerReads(),
                new LedgerWrites(),
                new ReactiveOutcomes(),
                new OutcomeJson(),
                config,
                new PostingTimers(metrics));
    }
}
