package dev.coinstage.promote.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Registers and finds what may be boosted. A content is never changed: what was reviewed stays what it was. */
@ApplicationScoped
public class Contents {

    private final Repository repository;
    private final HibernateOutcomes outcomes;
    private final IdSource ids;
    private final Clock clock;
    private final ObjectMapper json;

    Contents(Repository repository, HibernateOutcomes outcomes, IdSource ids, Clock clock, ObjectMapper json) {
        this.repository = repository;
        this.outcomes = outcomes;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<Content, UUID> {}

    /** What a creator registers; {@code id} is the platform's own, or null for a new one. */
    record NewContent(UUID id, ContentView.Kind kind, String title, String link) {}

    /** Registers a content, once per key; fails with 409 CONTENT_EXISTS when its id is taken. */
    Uni<Replayable<ContentView>> register(UUID owner, NewContent content, IdempotencyKey key) {
        var scoped = ScopedKey.of(owner, "register-content", key);
        var hash = RequestHash.of(content.id(), content.kind(), content.title(), content.link());
        return outcomes.once(scoped, hash, () -> persist(owner, content), this::write, this::read);
    }

    private Uni<ContentView> persist(UUID owner, NewContent wanted) {
        var content = new Content();
        content.id = wanted.id() == null ? ids.next() : wanted.id();
        content.kind = wanted.kind();
        content.owner = owner;
        content.title = wanted.title();
        content.link = wanted.link();
        content.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return repository
                .persistAndFlush(content)
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> Problem.of(409, "CONTENT_EXISTS", "This id is registered already.")
                        .exception())
                .map(ContentView::from);
    }

    /** The content of that id. */
    @WithSession
    public Uni<Optional<ContentView>> byId(UUID id) {
        return repository
                .findById(id)
                .map(content -> Optional.ofNullable(content).map(ContentView::from));
    }

    private String write(ContentView content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ContentView read(String stored) {
        try {
            return json.readValue(stored, ContentView.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
