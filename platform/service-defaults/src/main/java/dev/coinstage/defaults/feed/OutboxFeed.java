package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The outbox as a feed: its sealed rows. Everybody else's rows are not there yet. */
@DefaultBean
@ApplicationScoped
class OutboxFeed implements FeedSource {

    private static final String AFTER = """
            SELECT id, type, subject, occurred_at, position, coalesce(traceparent, ''), data::text
              FROM event_outbox WHERE position > $1 ORDER BY position LIMIT $2""";
    private static final String EXTENT = "SELECT position, dropped FROM feed_head";

    private final Pool pool;
    private final ObjectMapper mapper;
    private final String service;

    OutboxFeed(Pool pool, ObjectMapper mapper, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.mapper = mapper;
        this.service = service;
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
        return new FeedEvent(
                row.getUUID(0),
                service,
                row.getString(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getLong(4),
                row.getString(5),
                data(row.getString(6)));
    }

    private JsonNode data(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event without JSON", e);
        }
    }

    @Override
    public Uni<Extent> extent() {
        return pool.query(EXTENT).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Extent(row.getLong(0), row.getLong(1));
        });
    }

    /** The sealer alone adds positions, and looks at the epoch before it does. */
    @Override
    public Uni<Long> surelyShared() {
        return extent().map(Extent::last);
    }
}
