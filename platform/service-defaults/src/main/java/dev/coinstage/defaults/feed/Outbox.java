package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/** Publishes facts in the reactive client's world: in the transaction of the change, so that neither exists without the other. */
@ApplicationScoped
public class Outbox {

    static final String INSERT = """
            INSERT INTO event_outbox (id, type, subject, occurred_at, data, traceparent)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, nullif($6, ''))""";

    private final ObjectMapper mapper;

    Outbox(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** In this order. */
    public Uni<Void> publish(SqlConnection tx, List<Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var trace = trace();
        var rows = events.stream()
                .map(event -> Tuple.from(new Object[] {
                    event.id(),
                    event.type(),
                    event.subject(),
                    event.time().atOffset(ZoneOffset.UTC),
                    json(mapper, event),
                    trace
                }))
                .toList();
        return tx.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    public Uni<Void> publish(SqlConnection tx, Event event) {
        return publish(tx, List.of(event));
    }

    static String json(ObjectMapper mapper, Event event) {
        try {
            return mapper.writeValueAsString(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the data of " + event.type() + " is no JSON", e);
        }
    }

    /** The trace that the change belongs to, in the form of the header {@code traceparent}; empty outside of any. */
    static String trace() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : FeedEvent.NO_TRACE;
    }
}
