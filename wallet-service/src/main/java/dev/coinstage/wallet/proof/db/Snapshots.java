package dev.coinstage.wallet.proof.db;

import dev.coinstage.wallet.proof.app.ProofConfig;
import dev.coinstage.wallet.proof.app.ProofTimedOut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Transactions that see one state of the ledger throughout, change nothing, and end when a statement takes too long. */
@ApplicationScoped
class Snapshots {

    private static final String ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** Plans are made for the values at hand: a plan for any would read whole tables for their newest rows. */
    private static final String LIMITS = """
            SELECT set_config('statement_timeout', $1, true), set_config('jit', 'off', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)""";

    private static final String CANCELLED = "57014";

    private final Pool pool;
    private final ProofConfig config;

    Snapshots(Pool pool, ProofConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** @return fails with {@link ProofTimedOut} when a statement takes longer than {@link ProofConfig#timeLimit} */
    <T> Uni<T> read(Function<SqlConnection, Uni<T>> work) {
        var longest = Long.toString(config.timeLimit().toMillis());
        return pool.withTransaction(tx -> tx.query(ONE_STATE)
                        .execute()
                        .flatMap(set -> tx.preparedQuery(LIMITS).execute(Tuple.of(longest)))
                        .flatMap(set -> work.apply(tx)))
                .onFailure(Snapshots::cancelled)
                .transform(ProofTimedOut::new);
    }

    private static boolean cancelled(Throwable failure) {
        return failure instanceof PgException refused && CANCELLED.equals(refused.getSqlState());
    }
}
