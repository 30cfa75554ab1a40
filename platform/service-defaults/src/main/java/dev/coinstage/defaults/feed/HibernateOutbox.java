package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/** Publishes facts in Hibernate Reactive's world: in the transaction of the session. */
@ApplicationScoped
public class HibernateOutbox {

    private static final String INSERT = """
            INSERT INTO event_outbox (id, type, subject, occurred_at, data, traceparent)
            VALUES (cast(?1 AS uuid), ?2, ?3, ?4, cast(cast(?5 AS text) AS jsonb), nullif(?6, ''))""";

    private final ObjectMapper mapper;

    HibernateOutbox(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public Uni<Void> publish(Mutiny.Session session, Event event) {
        return session.createNativeQuery(INSERT)
                .setParameter(1, event.id().toString())
                .setParameter(2, event.type())
                .setParameter(3, event.subject())
                .setParameter(4, event.time().atOffset(ZoneOffset.UTC))
                .setParameter(5, Outbox.json(mapper, event))
                .setParameter(6, Outbox.trace())
                .executeUpdate()
                .replaceWithVoid();
    }
}
