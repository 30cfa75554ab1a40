package dev.coinstage.wallet.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import io.quarkus.cache.CacheInvalidate;
import io.quarkus.cache.CacheKey;
import io.quarkus.cache.CacheResult;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Starts, finds and ends Lives. Found through a cache of a few seconds: every gift asks whose Live it is given in. */
@ApplicationScoped
public class Lives {

    private final Repository repository;
    private final HibernateOutcomes outcomes;
    private final IdSource ids;
    private final Clock clock;
    private final ObjectMapper json;

    Lives(Repository repository, HibernateOutcomes outcomes, IdSource ids, Clock clock, ObjectMapper json) {
        this.repository = repository;
        this.outcomes = outcomes;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<Live, UUID> {}

    /** Starts a Live, once per key. */
    Uni<Replayable<LiveView>> start(UUID creator, String title, IdempotencyKey key) {
        var scoped = ScopedKey.of(creator, "start-live", key);
        return outcomes.once(scoped, RequestHash.of(title), () -> begin(creator, title), this::write, this::read);
    }

    private Uni<LiveView> begin(UUID creator, String title) {
        var live = new Live();
        live.id = ids.next();
        live.creator = creator;
        live.title = title;
        live.startedAt = clock.instant();
        return repository.persist(live).map(LiveView::from);
    }

    /** The Live of that id, a few seconds old at most. */
    @WithSession
    @CacheResult(cacheName = "lives")
    public Uni<Optional<LiveView>> byId(@CacheKey UUID id) {
        return repository.findById(id).map(live -> Optional.ofNullable(live).map(LiveView::from));
    }

    /** Ends a Live of that creator; one that has ended stays as it is. Empty when the creator has no such Live. */
    @WithTransaction
    @CacheInvalidate(cacheName = "lives")
    Uni<Optional<LiveView>> end(UUID creator, @CacheKey UUID id) {
        return repository
                .find("id = ?1 and creator = ?2", id, creator)
                .firstResult()
                .map(live -> {
                    if (live != null && live.endedAt == null) {
                        live.endedAt = clock.instant();
                    }
                    return Optional.ofNullable(live).map(LiveView::from);
                });
    }

    private String write(LiveView live) {
        try {
            return json.writeValueAsString(live);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private LiveView read(String stored) {
        try {
            return json.readValue(stored, LiveView.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException(foreign);
        }
    }
}
