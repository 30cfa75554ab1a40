package dev.coinstage.fraud.casework.db;

import dev.coinstage.defaults.idempotency.HibernateOutcomes;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.audit.AuditTrail;
import dev.coinstage.fraud.audit.Deed;
import dev.coinstage.fraud.casework.app.CaseStore;
import dev.coinstage.fraud.casework.app.NoteView;
import dev.coinstage.fraud.casework.app.Notes;
import dev.coinstage.fraud.casework.domain.Worker;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PanacheNotes implements Notes {

    private final Repository repository;
    private final CaseStore cases;
    private final HibernateOutcomes outcomes;
    private final AuditTrail audit;
    private final IdSource ids;
    private final Clock clock;
    private final Json json;

    PanacheNotes(
            Repository repository,
            CaseStore cases,
            HibernateOutcomes outcomes,
            AuditTrail audit,
            IdSource ids,
            Clock clock,
            Json json) {
        this.repository = repository;
        this.cases = cases;
        this.outcomes = outcomes;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<CaseNote, UUID> {}

    /** Cases are never deleted, so that it exists can be asked before the transaction. */
    @Override
    public Uni<Optional<Replayable<NoteView>>> write(UUID caseId, Worker author, String text, ScopedKey key) {
        return cases.byId(caseId)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : outcomes.once(
                                        key,
                                        RequestHash.of(caseId, text),
                                        () -> persist(caseId, author, text),
                                        json::write,
                                        stored -> json.read(stored, NoteView.class))
                                .map(Optional::of));
    }

    private Uni<NoteView> persist(UUID caseId, Worker author, String text) {
        var note = new CaseNote();
        note.id = ids.next();
        note.caseId = caseId;
        note.author = author.id();
        note.text = text;
        note.writtenAt = clock.instant();
        var deed = new Deed(
                note.writtenAt, author.id(), author.role(), "case.noted", caseId, Map.of("noteId", note.id.toString()));
        return repository
                .persist(note)
                .call(() -> Panache.getSession().flatMap(session -> audit.record(session, deed)))
                .map(PanacheNotes::view);
    }

    @Override
    @WithSession
    public Uni<List<NoteView>> of(UUID caseId) {
        return repository
                .find("caseId = ?1 order by id", caseId)
                .page(0, MOST)
                .list()
                .map(notes -> notes.stream().map(PanacheNotes::view).toList());
    }

    private static NoteView view(CaseNote note) {
        return new NoteView(note.id, note.author, note.text, note.writtenAt);
    }
}
