package dev.coinstage.payout.method;

import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.payout.api.Json;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds and finds payout methods. */
@ApplicationScoped
public class Methods {

    private final Repository repository;
    private final HibernateOutcomes outcomes;
    private final IdSource ids;
    private final Clock clock;
    private final Json json;

    Methods(Repository repository, HibernateOutcomes outcomes, IdSource ids, Clock clock, Json json) {
        this.repository = repository;
        this.outcomes = outcomes;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<PayoutMethod, UUID> {}

    /** What the other features need to know of a method. */
    public record Known(
            UUID id, UUID creator, Destination destination, String currency, boolean active, Instant addedAt) {}

    /** Adds a method, once per key. */
    Uni<Replayable<MethodView>> add(UUID creator, Destination destination, String currency, IdempotencyKey key) {
        return outcomes.once(
                ScopedKey.of(creator, "add-payout-method", key),
                RequestHash.of(destination.value(), currency),
                () -> persist(creator, destination, currency),
                json::write,
                stored -> json.read(stored, MethodView.class));
    }

    private Uni<MethodView> persist(UUID creator, Destination destination, String currency) {
        var method = new PayoutMethod();
        method.id = ids.next();
        method.creator = creator;
        method.kind = MethodView.Kind.BANK_ACCOUNT.name();
        method.destination = destination.value();
        method.fingerprint = destination.fingerprint();
        method.currency = currency;
        method.state = MethodView.State.ACTIVE.name();
        method.addedAt = clock.instant();
        return repository.persist(method).map(MethodView::from);
    }

    /** The creator's methods, newest first. @param before only those older than that one; empty for the newest */
    @WithSession
    Uni<List<MethodView>> of(UUID creator, Optional<UUID> before, int limit) {
        var found = before.isPresent()
                ? repository.find("creator = ?1 and id < ?2 order by id desc", creator, before.get())
                : repository.find("creator = ?1 order by id desc", creator);
        return found.range(0, limit - 1)
                .list()
                .map(methods -> methods.stream().map(MethodView::from).toList());
    }

    /** The creator's method of that id; empty when there is none. */
    @WithSession
    public Uni<Optional<Known>> byId(UUID creator, UUID id) {
        return repository
                .find("id = ?1 and creator = ?2", id, creator)
                .firstResult()
                .map(method -> Optional.ofNullable(method).map(Methods::known));
    }

    private static Known known(PayoutMethod method) {
        return new Known(
                method.id,
                method.creator,
                new Destination(method.destination),
                method.currency,
                MethodView.State.ACTIVE.name().equals(method.state),
                method.addedAt);
    }
}
