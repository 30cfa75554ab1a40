package dev.coinstage.fraud.listing;

import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.audit.AuditTrail;
import dev.coinstage.fraud.audit.Deed;
import dev.coinstage.fraud.listing.ListEntry.Disposition;
import dev.coinstage.fraud.listing.ListEntry.Kind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Adds, finds and removes entries. The rules read them at each decision, so a change counts at once. */
@ApplicationScoped
public class ListEntries {

    private static final String IN_FORCE = "removedAt is null and (expiresAt is null or expiresAt > ?1) and id > ?2";
    private static final String SAME =
            "removedAt = ?1, removedBy = ?2 where kind = ?3 and value = ?4 and disposition = ?5 "
                    + "and removedAt is null and expiresAt <= ?1";

    private final Repository repository;
    private final HibernateOutcomes outcomes;
    private final AuditTrail audit;
    private final IdSource ids;
    private final Clock clock;
    private final Json json;

    ListEntries(
            Repository repository, HibernateOutcomes outcomes, AuditTrail audit, IdSource ids, Clock clock, Json json) {
        this.repository = repository;
        this.outcomes = outcomes;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<ListEntry, UUID> {}

    /** What somebody wants listed; {@code expiresAt} may be null. */
    record NewEntry(Kind kind, String value, Disposition disposition, String reason, Instant expiresAt) {}

    /**
     * Adds it, once per key.
     *
     * @return fails with 409 ENTRY_EXISTS when the same stands on that list already
     */
    Uni<Replayable<EntryView>> add(UUID person, NewEntry entry, ScopedKey key) {
        var hash = RequestHash.of(entry.kind(), entry.value(), entry.disposition(), entry.reason(), entry.expiresAt());
        return outcomes.once(
                        key,
                        hash,
                        () -> persist(person, entry),
                        json::write,
                        stored -> json.read(stored, EntryView.class))
                .onFailure(ConstraintViolationException.class)
                .transform(twice -> Problem.of(409, "ENTRY_EXISTS", "The same stands on that list already.")
                        .exception());
    }

    private Uni<EntryView> persist(UUID person, NewEntry wanted) {
        var entry = new ListEntry();
        entry.id = ids.next();
        entry.kind = wanted.kind();
        entry.value = wanted.value();
        entry.disposition = wanted.disposition();
        entry.reason = wanted.reason();
        entry.expiresAt = wanted.expiresAt();
        entry.addedBy = person;
        entry.addedAt = clock.instant();
        return makeRoom(entry)
                .flatMap(room -> repository.persistAndFlush(entry))
                .call(() -> record(person, "list-entry.added", entry))
                .map(EntryView::of);
    }

    /** One that has expired is no obstacle to its successor. */
    private Uni<Integer> makeRoom(ListEntry entry) {
        return repository.update(SAME, entry.addedAt, entry.addedBy, entry.kind, entry.value, entry.disposition);
    }

    /** In force, by id behind that place. */
    @WithSession
    Uni<List<ListEntry>> inForce(UUID after, int limit) {
        return repository
                .find(IN_FORCE + " order by id", clock.instant(), after)
                .page(0, limit)
                .list();
    }

    /** Removes it; false when there is none of that id. One that was removed stays as it is. */
    @WithTransaction
    Uni<Boolean> remove(UUID person, UUID id) {
        return repository.findById(id, LockModeType.PESSIMISTIC_WRITE).flatMap(entry -> {
            if (entry == null || entry.removedAt != null) {
                return Uni.createFrom().item(entry != null);
            }
            entry.removedAt = clock.instant();
            entry.removedBy = person;
            return record(person, "list-entry.removed", entry).replaceWith(true);
        });
    }

    private Uni<Void> record(UUID person, String action, ListEntry entry) {
        var detail = Map.of(
                "kind", entry.kind.name(),
                "disposition", entry.disposition.name(),
                "reason", entry.reason);
        var deed = new Deed(clock.instant(), person, "security-lead", action, entry.id, detail);
        return Panache.getSession().flatMap(session -> audit.record(session, deed));
    }
}
