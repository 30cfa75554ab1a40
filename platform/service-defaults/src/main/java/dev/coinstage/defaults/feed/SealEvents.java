package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.defaults.startup.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives positions to committed events, in one order and without gaps. The rows of an open transaction cannot be seen, so they
 * get later positions when they commit; of several processes one seals at a time.
 */
@ApplicationScoped
class SealEvents {

    private static final String ANY = "SELECT EXISTS (SELECT FROM event_outbox WHERE position IS NULL)";
    private static final String LOCK = "SELECT position FROM feed_head WHERE id = 1 FOR UPDATE";

    /** In a later statement than the lock: one that waited for it would see old rows. */
    private static final String SEAL = """
            WITH next AS (SELECT id, row_number() OVER (ORDER BY place) AS step
                            FROM event_outbox WHERE position IS NULL ORDER BY place LIMIT $2)
            UPDATE event_outbox SET position = $1 + next.step FROM next WHERE next.id = event_outbox.id""";

    private static final String MOVE = "UPDATE feed_head SET position = position + $1 WHERE id = 1";

    private static final String OLDEST_KEPT = """
            UPDATE feed_head SET dropped = greatest(dropped, coalesce((
                SELECT max(position) FROM event_outbox WHERE occurred_at < $1 AND position <= (SELECT position FROM feed_head)
                   AND position < coalesce((SELECT min(position) FROM event_outbox WHERE occurred_at >= $1), 9223372036854775807)), 0))
             WHERE id = 1""";
    private static final String DROP = "DELETE FROM event_outbox WHERE position <= (SELECT dropped FROM feed_head)";

    private static final Duration RETENTION_EVERY = Duration.ofHours(1);

    private final Pool pool;
    private final FeedConfig config;
    private final FeedEpochs epochs;
    private final StartupGate gate;
    private final Clock clock;
    private final AtomicLong position;
    private Cancellable sealing = () -> {};
    private Cancellable dropping = () -> {};

    SealEvents(Pool pool, FeedConfig config, FeedEpochs epochs, StartupGate gate, Clock clock, MeterRegistry metrics) {
        this.pool = pool;
        this.config = config;
        this.epochs = epochs;
        this.gate = gate;
        this.clock = clock;
        this.position = metrics.gauge("coinstage.events.sealed", new AtomicLong());
    }

    void begin(@Observes StartupEvent event) {
        sealing = Ticker.start("events could not be sealed", config.lookEvery(), gate, this::look);
        dropping = Ticker.start("old events could not be dropped", RETENTION_EVERY, gate, this::drop);
    }

    void end(@Observes ShutdownEvent event) {
        sealing.cancel();
        dropping.cancel();
    }

    private Uni<Void> look() {
        return pool.query(ANY)
                .execute()
                .flatMap(rows -> rows.iterator().next().getBoolean(0)
                        ? run()
                        : Uni.createFrom().voidItem());
    }

    /** Seals what is committed now. */
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(count -> count == config.sealBatch())
                .onItem()
                .ignoreAsUni();
    }

    /** The epoch comes first: positions of a new history must not be given before it is known where that begins. */
    private Uni<Integer> step() {
        return epochs.current()
                .flatMap(epoch -> pool.withTransaction(tx -> tx.query(LOCK)
                        .execute()
                        .flatMap(head -> seal(tx, head.iterator().next().getLong(0)))));
    }

    private Uni<Integer> seal(SqlConnection tx, long head) {
        return tx.preparedQuery(SEAL)
                .execute(Tuple.of(head, config.sealBatch()))
                .flatMap(stamped -> tx.preparedQuery(MOVE)
                        .execute(Tuple.of((long) stamped.rowCount()))
                        .invoke(() -> position.set(head + stamped.rowCount()))
                        .replaceWith(stamped.rowCount()));
    }

    /** Deletes what is older than the retention, from the oldest on. */
    Uni<Void> drop() {
        var before = clock.instant().minus(config.retention()).atOffset(ZoneOffset.UTC);
        return pool.withTransaction(tx -> tx.preparedQuery(OLDEST_KEPT)
                .execute(Tuple.of(before))
                .flatMap(moved -> tx.query(DROP).execute())
                .replaceWithVoid());
    }
}
