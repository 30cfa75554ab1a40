package dev.coinstage.fraud.casework.app;

import dev.coinstage.fraud.casework.domain.CaseFile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cases in the database. */
public interface CaseStore {

    /** States by which cases are listed. */
    enum State {
        OPEN,
        ASSIGNED,
        DECIDED
    }

    /** How many undecided cases there are, by how long they have been open. */
    record Waiting(long underAnHour, long underADay, long longer, long overdue) {}

    Uni<Void> insert(SqlConnection tx, CaseFile file);

    /** Writes progress and version. */
    Uni<Void> update(SqlConnection tx, CaseFile file);

    /** Locks the case until the transaction ends. */
    Uni<Optional<CaseFile>> lock(SqlConnection tx, UUID id);

    Uni<Optional<CaseFile>> byId(UUID id);

    /** By id behind that place, oldest first; of all states when none is given. */
    Uni<List<CaseFile>> list(Optional<State> state, UUID after, int limit);

    Uni<Waiting> waiting();
}
