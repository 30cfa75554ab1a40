package dev.coinstage.wallet.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The wallet's facts are its postings: the head's lock gives them one order without gaps, in which they become visible too. They are
 * never dropped.
 */
@ApplicationScoped
class PostingFeed implements FeedSource {

    private static final String SOURCE = "wallet-service";
    private static final String TYPE = "wallet.";

    /** Far longer than a promotion goes unnoticed: each reader looks. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String AFTER = """
            SELECT seq, id, kind, recorded_at, detail::text, reference, caller
              FROM posting WHERE seq > $1 ORDER BY seq LIMIT $2""";
    private static final String EXTENT = "SELECT posting_seq FROM ledger_head WHERE id = 1";
    private static final String SHARED = """
            SELECT coalesce((SELECT seq FROM posting WHERE recorded_at < $1 ORDER BY seq DESC LIMIT 1), 0)""";

    private final Pool pool;
    private final ObjectMapper mapper;
    private final Clock clock;

    PostingFeed(Pool pool, ObjectMapper mapper, Clock clock) {
        this.pool = pool;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public Uni<List<FeedEvent>> after(long position, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(position, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::event)
                        .toList());
    }

    private FeedEvent event(Row row) {
        var id = row.getUUID(1);
        var data = detail(row.getString(4));
        data.put("postingId", id.toString());
        data.put("callerId", row.getUUID(6).toString());
        if (row.getString(5) != null) {
            data.put("reference", row.getString(5));
        }
        return new FeedEvent(
                id,
                SOURCE,
                TYPE + row.getString(2),
                id.toString(),
                row.getOffsetDateTime(3).toInstant(),
                row.getLong(0),
                FeedEvent.NO_TRACE,
                data);
    }

    private ObjectNode detail(String json) {
        try {
            return (ObjectNode) mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a posting without detail", e);
        }
    }

    @Override
    public Uni<Extent> extent() {
        return pool.query(EXTENT)
                .execute()
                .map(rows -> new Extent(rows.iterator().next().getLong(0), 0));
    }

    @Override
    public Uni<Long> surelyShared() {
        var before = clock.instant().minus(MARGIN).atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(SHARED)
                .execute(Tuple.of(before))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
