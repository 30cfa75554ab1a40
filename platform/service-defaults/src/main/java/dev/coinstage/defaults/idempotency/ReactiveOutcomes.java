package dev.coinstage.defaults.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Outcomes in the reactive client's world. Set-based: one statement for a whole batch of keys. */
@ApplicationScoped
public class ReactiveOutcomes {

    private static final String FIND = """
            SELECT o.scope, o.key, o.request_hash, o.outcome::text, o.recorded_at
              FROM unnest($1::text[], $2::uuid[]) AS asked(scope, key)
              JOIN idempotency_outcome o USING (key, scope)""";
    private static final String SAVE = """
            INSERT INTO idempotency_outcome (scope, key, request_hash, outcome, recorded_at)
            SELECT scope, key, hash, outcome::jsonb, $5
              FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[]) AS given(scope, key, hash, outcome)""";

    /** The stored outcomes among these keys. Takes no lock: the caller's transaction orders writers of the same key. */
    public Uni<Map<ScopedKey, StoredOutcome>> find(SqlConnection tx, Collection<ScopedKey> keys) {
        var scopes = keys.stream().map(ScopedKey::scope).toArray(String[]::new);
        var uuids = keys.stream().map(ScopedKey::key).toArray(UUID[]::new);
        return tx.preparedQuery(FIND).execute(Tuple.of(scopes, uuids)).map(ReactiveOutcomes::byKey);
    }

    private static Map<ScopedKey, StoredOutcome> byKey(RowSet<Row> rows) {
        var found = new HashMap<ScopedKey, StoredOutcome>();
        for (var row : rows) {
            var key = new ScopedKey(row.getString(0), row.getUUID(1));
            var hash = new RequestHash(row.getBuffer(2).getBytes());
            found.put(
                    key,
                    new StoredOutcome(
                            key,
                            hash,
                            row.getString(3),
                            row.getOffsetDateTime(4).toInstant()));
        }
        return found;
    }

    /** Saves outcomes of one moment. A key that is there already fails the transaction. */
    public Uni<Void> save(SqlConnection tx, List<StoredOutcome> outcomes, Instant recordedAt) {
        var values = Tuple.tuple()
                .addArrayOfString(outcomes.stream().map(o -> o.key().scope()).toArray(String[]::new))
                .addArrayOfUUID(outcomes.stream().map(o -> o.key().key()).toArray(UUID[]::new))
                .addValue(outcomes.stream()
                        .map(o -> Buffer.buffer(o.hash().bytes()))
                        .toArray(Buffer[]::new))
                .addArrayOfString(outcomes.stream().map(StoredOutcome::outcome).toArray(String[]::new))
                .addOffsetDateTime(OffsetDateTime.ofInstant(recordedAt, ZoneOffset.UTC));
        return tx.preparedQuery(SAVE).execute(values).replaceWithVoid();
    }
}
