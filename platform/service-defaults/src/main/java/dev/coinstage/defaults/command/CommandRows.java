package dev.coinstage.defaults.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table of commands. Each try takes a new token; only the holder of the newest one may end its row. */
@ApplicationScoped
class CommandRows {

    private static final int LONGEST_REASON = 2_000;
    private static final String ISSUE = """
            INSERT INTO outgoing_command (id, action, subject, payload) VALUES ($1, $2, $3, $4::text::jsonb)
            ON CONFLICT (id) DO NOTHING""";

    /** One that is under way, or parked, holds up the later ones of its subject: a void must not overtake its hold. */
    private static final String CLAIM = """
            UPDATE outgoing_command
               SET token = token + 1, attempts = attempts + 1,
                   leased_until = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE id IN (
                   SELECT w.id FROM outgoing_command w
                    WHERE w.state = 'PENDING' AND w.due_at <= clock_timestamp() AND w.leased_until < clock_timestamp()
                      AND NOT EXISTS (SELECT FROM outgoing_command e
                                       WHERE e.subject = w.subject AND e.state <> 'DONE' AND e.place < w.place)
                    ORDER BY w.due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING id, action, subject, payload::text, attempts, issued_at, token""";

    private static final String DONE = """
            UPDATE outgoing_command
               SET state = 'DONE', answer = $3::text::jsonb, ended_at = clock_timestamp(), leased_until = '-infinity', why = NULL
             WHERE id = $1 AND token = $2 AND state = 'PENDING'""";
    private static final String AGAIN = """
            UPDATE outgoing_command
               SET due_at = clock_timestamp() + $3 * interval '1 millisecond', leased_until = '-infinity', why = $4
             WHERE id = $1 AND token = $2 AND state = 'PENDING'""";
    private static final String PARK = """
            UPDATE outgoing_command SET state = 'PARKED', leased_until = '-infinity', why = $3
             WHERE id = $1 AND token = $2 AND state = 'PENDING'""";
    private static final String UNPARK = """
            UPDATE outgoing_command SET state = 'PENDING', due_at = clock_timestamp() WHERE id = $1 AND state = 'PARKED'""";
    private static final String PARKED = """
            SELECT id, action, subject, payload::text, attempts, issued_at, token, coalesce(why, '')
              FROM outgoing_command WHERE state = 'PARKED' ORDER BY place LIMIT $1""";
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE state = 'PENDING'), count(*) FILTER (WHERE state = 'PARKED'),
                   coalesce(extract(epoch FROM clock_timestamp() - min(issued_at) FILTER (WHERE state = 'PENDING')), 0)::bigint
              FROM outgoing_command WHERE state <> 'DONE'""";
    private static final String DROP = "DELETE FROM outgoing_command WHERE state = 'DONE' AND ended_at < "
            + "clock_timestamp() - $1 * interval '1 millisecond'";

    private final Pool pool;
    private final ObjectMapper mapper;

    CommandRows(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.mapper = mapper;
    }

    /** A command with the token of its newest try. */
    record Claimed(OutgoingCommand command, long token) {}

    record Parked(OutgoingCommand command, String why) {}

    /** @param oldestSeconds age of the oldest that waits; 0 when none does */
    record Counts(long waiting, long parked, long oldestSeconds) {}

    Uni<Void> issue(SqlConnection tx, UUID id, String action, String subject, Object payload) {
        return tx.preparedQuery(ISSUE)
                .execute(Tuple.of(id, action, subject, json(payload)))
                .replaceWithVoid();
    }

    Uni<List<Claimed>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, (double) lease.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Claimed(command(row), row.getLong(6)))
                        .toList());
    }

    /** False when another try took the row meanwhile: the transaction is to be taken back. */
    Uni<Boolean> done(SqlConnection tx, Claimed claimed, JsonNode answer) {
        return tx.preparedQuery(DONE)
                .execute(Tuple.of(claimed.command().id(), claimed.token(), answer.toString()))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> again(Claimed claimed, Duration pause, String why) {
        return pool.preparedQuery(AGAIN)
                .execute(Tuple.of(claimed.command().id(), claimed.token(), (double) pause.toMillis(), bounded(why)))
                .replaceWithVoid();
    }

    Uni<Void> park(Claimed claimed, String why) {
        return pool.preparedQuery(PARK)
                .execute(Tuple.of(claimed.command().id(), claimed.token(), bounded(why)))
                .replaceWithVoid();
    }

    /** False when no such command is parked. */
    Uni<Boolean> unpark(UUID id) {
        return pool.preparedQuery(UNPARK).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    Uni<List<Parked>> parked(int limit) {
        return pool.preparedQuery(PARKED)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Parked(command(row), row.getString(7)))
                        .toList());
    }

    Uni<Counts> counts() {
        return pool.query(COUNT).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Counts(row.getLong(0), row.getLong(1), row.getLong(2));
        });
    }

    Uni<Void> drop(Duration retention) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of((double) retention.toMillis()))
                .replaceWithVoid();
    }

    private OutgoingCommand command(Row row) {
        return new OutgoingCommand(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                tree(row.getString(3)),
                row.getInteger(4),
                row.getOffsetDateTime(5).toInstant());
    }

    private static String bounded(String why) {
        return why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a payload that is no JSON", e);
        }
    }

    private JsonNode tree(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a command that is no JSON", e);
        }
    }
}
