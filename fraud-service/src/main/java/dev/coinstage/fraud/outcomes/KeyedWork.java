package dev.coinstage.fraud.outcomes;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Work of a person that is done once per key, in one transaction with its outcome. */
@ApplicationScoped
public class KeyedWork {

    /** In a statement of its own: what is read after it sees what the one before committed. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

    private final Pool pool;
    private final ReactiveOutcomes outcomes;
    private final Json json;
    private final Clock clock;

    KeyedWork(Pool pool, ReactiveOutcomes outcomes, Json json, Clock clock) {
        this.pool = pool;
        this.outcomes = outcomes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param work its value is kept under the key; an empty one is a refusal, which is not kept
     * @return fails with 409 IDEMPOTENCY_KEY_REUSED when the key came before with another request
     */
    public <T> Uni<Replayable<Optional<T>>> once(
            ScopedKey key, RequestHash hash, Class<T> type, Function<SqlConnection, Uni<Optional<T>>> work) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                .execute(Rows.values(key.scope() + "/" + key.key()))
                .flatMap(locked -> outcomes.find(tx, List.of(key)))
                .flatMap(found -> {
                    var stored = found.get(key);
                    return stored == null
                            ? work.apply(tx)
                                    .call(value -> value.map(kept -> keep(tx, key, hash, kept))
                                            .orElse(Uni.createFrom().voidItem()))
                                    .map(Replayable::fresh)
                            : Uni.createFrom().item(new Replayable<>(Optional.of(replay(stored, hash, type)), true));
                }));
    }

    /** The stored outcome, if it answered the same request. */
    public <T> T replay(StoredOutcome stored, RequestHash asked, Class<T> type) {
        if (!stored.hash().equals(asked)) {
            throw Problem.of(409, "IDEMPOTENCY_KEY_REUSED", "The key was used for another request.")
                    .exception();
        }
        return json.read(stored.outcome(), type);
    }

    /** Keeps an outcome in the operation's own transaction. */
    public Uni<Void> keep(SqlConnection tx, ScopedKey key, RequestHash hash, Object value) {
        var now = clock.instant();
        return outcomes.save(tx, List.of(new StoredOutcome(key, hash, json.write(value), now)), now);
    }
}
