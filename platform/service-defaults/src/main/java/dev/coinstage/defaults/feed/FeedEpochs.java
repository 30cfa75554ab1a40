package dev.coinstage.defaults.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Names the history that a feed tells. The name holds the timeline of the server's log, which changes when a replica is promoted
 * or a backup restored: only then can events be lost that somebody has read.
 */
@ApplicationScoped
class FeedEpochs {

    private static final String CURRENT = """
            SELECT now.epoch, known.epoch IS NOT NULL
              FROM (SELECT (SELECT system_identifier::text FROM pg_control_system()) || '-'
                           || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS epoch) AS now
              LEFT JOIN feed_epoch known ON known.epoch = now.epoch""";
    private static final String ADD =
            "INSERT INTO feed_epoch (epoch, began) VALUES ($1, $2) ON CONFLICT (epoch) DO NOTHING";

    /** An epoch that this feed never had shares nothing that could be known. */
    private static final String SHARED = """
            SELECT coalesce((SELECT min(later.began) FROM feed_epoch one JOIN feed_epoch later ON later.ordinal > one.ordinal
                              WHERE one.epoch = $1), 0)""";

    private final Pool pool;
    private final FeedSource source;

    FeedEpochs(Pool pool, FeedSource source) {
        this.pool = pool;
        this.source = source;
    }

    /** The epoch that is being written; one that is seen for the first time is made known before anything is added to it. */
    Uni<String> current() {
        return pool.query(CURRENT)
                .execute()
                .map(rows -> rows.iterator().next())
                .flatMap(row -> row.getBoolean(1)
                        ? Uni.createFrom().item(row.getString(0))
                        : source.surelyShared().flatMap(shared -> add(row, shared)));
    }

    private Uni<String> add(Row row, long shared) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(row.getString(0), shared))
                .replaceWith(row.getString(0));
    }

    /** The last position that the current epoch surely shares with an earlier one. */
    Uni<Long> sharedWith(String earlier) {
        return pool.preparedQuery(SHARED)
                .execute(Tuple.of(earlier))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
