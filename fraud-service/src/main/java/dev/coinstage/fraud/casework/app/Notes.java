package dev.coinstage.fraud.casework.app;

import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.fraud.casework.domain.Worker;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes on cases: written once, never changed. */
public interface Notes {

    /** Most notes of one case. */
    int MOST = 500;

    /**
     * Writes one, once per key. Empty when there is no such case.
     *
     * @param text 1 to 4,000 characters
     */
    Uni<Optional<Replayable<NoteView>>> write(UUID caseId, Worker author, String text, ScopedKey key);

    /** Of a case, oldest first, {@link #MOST} at most. */
    Uni<List<NoteView>> of(UUID caseId);
}
