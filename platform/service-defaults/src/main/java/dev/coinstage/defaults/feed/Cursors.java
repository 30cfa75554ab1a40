package dev.coinstage.defaults.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Where consumers stand. A row is leased to one of several processes; its token grows with each new holder, and every move of the
 * cursor asks for place and token, so that one who lost the lease without noticing changes nothing.
 */
@ApplicationScoped
class Cursors {

    private static final String OPEN =
            "INSERT INTO feed_cursor (feed, effect) VALUES ($1, $2) ON CONFLICT (feed, effect) DO NOTHING";
    private static final String LEASE = """
            UPDATE feed_cursor
               SET token = token + CASE WHEN holder = $3 THEN 0 ELSE 1 END, holder = $3,
                   leased_until = clock_timestamp() + $4 * interval '1 millisecond'
             WHERE feed = $1 AND effect = $2 AND (holder = $3 OR leased_until < clock_timestamp())
            RETURNING epoch, position, applied, token""";
    private static final String MOVE = """
            UPDATE feed_cursor SET epoch = $6, position = $7, applied = greatest(applied, $7)
             WHERE feed = $1 AND effect = $2 AND token = $3 AND epoch = $4 AND position = $5""";

    /** What the new history may tell anew counts as not taken yet. */
    private static final String RESUME = """
            UPDATE feed_cursor SET epoch = $6, position = $7, applied = least(applied, $7)
             WHERE feed = $1 AND effect = $2 AND token = $3 AND epoch = $4 AND position = $5""";

    private static final String RELEASE = """
            UPDATE feed_cursor SET leased_until = '-infinity' WHERE feed = $1 AND effect = $2 AND token = $3""";

    private final Pool pool;

    Cursors(Pool pool) {
        this.pool = pool;
    }

    /**
     * A leased cursor.
     *
     * @param applied up to here events were taken, though they may be read again
     */
    record Leased(String feed, String effect, FeedPlace place, long applied, long token) {}

    /** Takes the lease or renews it; empty while another process has it. */
    Uni<Optional<Leased>> lease(String feed, String effect, String holder, Duration length) {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(feed, effect))
                .flatMap(opened ->
                        pool.preparedQuery(LEASE).execute(Tuple.of(feed, effect, holder, (double) length.toMillis())))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(leased(feed, effect, row.next())) : Optional.empty();
                });
    }

    private static Leased leased(String feed, String effect, Row row) {
        return new Leased(
                feed, effect, new FeedPlace(row.getString(0), row.getLong(1)), row.getLong(2), row.getLong(3));
    }

    /** @return fails with {@link Fenced} when the cursor is no longer this holder's or no longer there */
    Uni<Void> move(SqlConnection tx, Leased from, FeedPlace to) {
        return change(tx, MOVE, from, to);
    }

    /** To a place in another history, or to where the feed begins now. */
    Uni<Void> resume(Leased from, FeedPlace to) {
        return pool.withTransaction(tx -> change(tx, RESUME, from, to));
    }

    private static Uni<Void> change(SqlConnection tx, String sql, Leased from, FeedPlace to) {
        var values = Tuple.from(new Object[] {
            from.feed(),
            from.effect(),
            from.token(),
            from.place().epoch(),
            from.place().position(),
            to.epoch(),
            to.position()
        });
        return tx.preparedQuery(sql)
                .execute(values)
                .invoke(Cursors::requireMoved)
                .replaceWithVoid();
    }

    private static void requireMoved(io.vertx.mutiny.sqlclient.RowSet<Row> rows) {
        if (rows.rowCount() != 1) {
            throw new Fenced();
        }
    }

    /** For the next process, at the end of this one. */
    Uni<Void> release(Leased leased) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(leased.feed(), leased.effect(), leased.token()))
                .replaceWithVoid();
    }

    /** Another process holds the cursor now. */
    static final class Fenced extends RuntimeException {
        Fenced() {
            super("another process moves this cursor now");
        }
    }
}
