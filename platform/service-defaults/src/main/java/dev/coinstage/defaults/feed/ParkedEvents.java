package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.feed.FeedPage.CloudEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Events that an effect could not take. */
@ApplicationScoped
class ParkedEvents {

    private static final int LONGEST_REASON = 2_000;
    private static final String PARK = """
            INSERT INTO parked_event (effect, event, feed, sequence, envelope, why)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6) ON CONFLICT (effect, event) DO NOTHING""";
    private static final String WAITING = """
            SELECT effect, event, feed, sequence, envelope::text, why, parked_at
              FROM parked_event WHERE replayed_at IS NULL ORDER BY parked_at, event LIMIT $1""";
    private static final String COUNT = "SELECT count(*) FROM parked_event WHERE replayed_at IS NULL";
    private static final String TAKE = """
            UPDATE parked_event SET replayed_at = clock_timestamp()
             WHERE effect = $1 AND event = $2 AND replayed_at IS NULL
            RETURNING effect, event, feed, sequence, envelope::text, why, parked_at""";

    private final Pool pool;
    private final ObjectMapper mapper;

    ParkedEvents(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /** @param why what the last try failed with */
    record Parked(String effect, UUID id, String feed, FeedEvent event, String why, Instant parkedAt) {}

    Uni<Void> park(SqlConnection tx, String effect, FeedEvent event, String why) {
        var reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        return tx.preparedQuery(PARK)
                .execute(Tuple.from(
                        new Object[] {effect, event.id(), event.source(), event.sequence(), json(event), reason}))
                .replaceWithVoid();
    }

    /** Those that wait for somebody, the oldest first. */
    Uni<List<Parked>> waiting(int limit) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::parked)
                        .toList());
    }

    Uni<Long> count() {
        return pool.query(COUNT).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    /** Marks it as replayed in this transaction; empty when there is no such event, or no longer. */
    Uni<Optional<Parked>> take(SqlConnection tx, String effect, UUID event) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(effect, event)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(parked(row.next())) : Optional.empty();
        });
    }

    private Parked parked(Row row) {
        return new Parked(
                row.getString(0),
                row.getUUID(1),
                row.getString(2),
                event(row.getString(4)),
                row.getString(5),
                row.getOffsetDateTime(6).toInstant());
    }

    private String json(FeedEvent event) {
        try {
            return mapper.writeValueAsString(CloudEvent.from(event));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event that is no JSON", e);
        }
    }

    private FeedEvent event(String json) {
        try {
            return mapper.readValue(json, CloudEvent.class).event();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parked event that is no JSON", e);
        }
    }
}
