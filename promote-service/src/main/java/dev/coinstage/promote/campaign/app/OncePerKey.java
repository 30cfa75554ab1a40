package dev.coinstage.promote.campaign.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.promote.campaign.app.CampaignOutcome.Done;
import dev.coinstage.promote.campaign.app.CampaignOutcome.KeyReused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Runs an operation once per key, in one transaction with its outcome. A refusal changed nothing and is not kept: a retry decides anew. */
@ApplicationScoped
class OncePerKey {

    /** Serialises callers of one key until commit, so that the second one finds the first one's outcome. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

    private final Pool pool;
    private final ReactiveOutcomes outcomes;
    private final ObjectMapper json;
    private final Clock clock;

    OncePerKey(Pool pool, ReactiveOutcomes outcomes, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.outcomes = outcomes;
        this.json = json;
        this.clock = clock;
    }

    Uni<Replayable<CampaignOutcome>> run(
            ScopedKey key, RequestHash hash, Function<SqlConnection, Uni<CampaignOutcome>> operation) {
        return pool.withTransaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(key.scope() + "/" + key.key()))
                .flatMap(locked -> outcomes.find(tx, List.of(key)))
                .flatMap(found -> found.containsKey(key)
                        ? Uni.createFrom().item(replay(found.get(key), hash))
                        : operation
                                .apply(tx)
                                .call(outcome -> save(tx, key, hash, outcome))
                                .map(Replayable::fresh)));
    }

    private Replayable<CampaignOutcome> replay(StoredOutcome stored, RequestHash hash) {
        if (!stored.hash().equals(hash)) {
            return Replayable.fresh(new KeyReused());
        }
        try {
            return new Replayable<>(new Done(json.readValue(stored.outcome(), CampaignView.class)), true);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }

    private Uni<Void> save(SqlConnection tx, ScopedKey key, RequestHash hash, CampaignOutcome outcome) {
        if (!(outcome instanceof Done done)) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        try {
            var stored = new StoredOutcome(key, hash, json.writeValueAsString(done.campaign()), now);
            return outcomes.save(tx, List.of(stored), now);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
