package dev.coinstage.fraud.casework.app;

import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.casework.domain.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Opens cases in the transaction of what needs a person. */
@ApplicationScoped
public class Cases {

    private final CaseStore store;
    private final CaseConfig config;
    private final Outbox outbox;
    private final IdSource ids;

    Cases(CaseStore store, CaseConfig config, Outbox outbox, IdSource ids) {
        this.store = store;
        this.config = config;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** What a case is about. */
    public record Matter(CaseKind kind, UUID subjectId, UUID userId, long valueCents, List<String> reasonCodes) {}

    /** The data of {@code fraud.case.opened}. */
    @RegisterForReflection
    record OpenedFact(UUID caseId, CaseKind action, UUID subjectId, UUID userId, List<String> reasonCodes) {}

    /** @return the case's id */
    public Uni<UUID> open(SqlConnection tx, Matter matter, Instant now) {
        var id = ids.next();
        var file = new CaseFile(
                id,
                matter.kind(),
                matter.subjectId(),
                matter.userId(),
                matter.valueCents(),
                matter.reasonCodes(),
                now,
                now.plus(config.dueAfter()),
                new CaseFile.Progress.Open(),
                1);
        var fact = new OpenedFact(id, matter.kind(), matter.subjectId(), matter.userId(), matter.reasonCodes());
        return store.insert(tx, file)
                .flatMap(inserted ->
                        outbox.publish(tx, new Event(ids.next(), "fraud.case.opened", id.toString(), now, fact)))
                .replaceWith(id);
    }

    /** Whether a person approved it; nobody decides it until the transaction ends. */
    public Uni<Boolean> isApproved(SqlConnection tx, UUID caseId) {
        return store.lock(tx, caseId)
                .map(found -> found.map(CaseFile::progress)
                        .filter(progress -> progress instanceof CaseFile.Progress.Decided decided
                                && decided.verdict() == Verdict.APPROVED)
                        .isPresent());
    }
}
