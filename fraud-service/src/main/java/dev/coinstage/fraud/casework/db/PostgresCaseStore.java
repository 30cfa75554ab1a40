package dev.coinstage.fraud.casework.db;

import dev.coinstage.fraud.casework.app.CaseStore;
import dev.coinstage.fraud.casework.domain.CaseFile;
import dev.coinstage.fraud.casework.domain.CaseFile.Progress;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.casework.domain.Verdict;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresCaseStore implements CaseStore {

    private static final String INSERT = """
            INSERT INTO fraud_case (id, kind, subject_id, user_id, value_cents, reason_codes, state, opened_at, due_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, 'OPEN', $7, $8, $9)""";

    private static final String UPDATE = """
            UPDATE fraud_case SET state = $2, assignee = coalesce($3, assignee), verdict = $4, decided_by = $5, decided_at = $6,
                   reason = $7, version = $8
             WHERE id = $1""";

    private static final String SELECT = """
            SELECT id, kind, subject_id, user_id, value_cents, reason_codes, state, assignee, verdict, decided_by, decided_at, reason,
                   opened_at, due_at, version
              FROM fraud_case WHERE""";

    private static final String BY_ID = SELECT + " id = $1";
    private static final String LOCK = BY_ID + " FOR UPDATE";
    private static final String ALL = SELECT + " id > $1 ORDER BY id LIMIT $2";
    private static final String OF_STATE = SELECT + " state = $3 AND id > $1 ORDER BY id LIMIT $2";

    private static final String WAITING = """
            SELECT count(*) FILTER (WHERE opened_at > $1::timestamptz - interval '1 hour') AS hour,
                   count(*) FILTER (WHERE opened_at <= $1::timestamptz - interval '1 hour' AND opened_at > $1::timestamptz - interval '1 day') AS day,
                   count(*) FILTER (WHERE opened_at <= $1::timestamptz - interval '1 day') AS longer,
                   count(*) FILTER (WHERE due_at < $1::timestamptz) AS overdue
              FROM fraud_case WHERE state IN ('OPEN', 'ASSIGNED')""";

    private final Pool pool;
    private final Clock clock;

    PostgresCaseStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Void> insert(SqlConnection tx, CaseFile file) {
        return tx.preparedQuery(INSERT)
                .execute(Rows.values(
                        file.id(),
                        file.kind(),
                        file.subjectId(),
                        file.userId(),
                        file.valueCents(),
                        file.reasonCodes().toArray(String[]::new),
                        file.openedAt(),
                        file.dueAt(),
                        file.version()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> update(SqlConnection tx, CaseFile file) {
        var decided = file.progress() instanceof Progress.Decided d ? d : null;
        var assignee = file.progress() instanceof Progress.Assigned assigned ? assigned.to() : null;
        return tx.preparedQuery(UPDATE)
                .execute(Rows.values(
                        file.id(),
                        state(file.progress()),
                        assignee,
                        decided == null ? null : decided.verdict(),
                        decided == null ? null : decided.by(),
                        decided == null ? null : decided.at(),
                        decided == null ? null : decided.reason(),
                        file.version()))
                .replaceWithVoid();
    }

    private static State state(Progress progress) {
        if (progress instanceof Progress.Decided) {
            return State.DECIDED;
        }
        return progress instanceof Progress.Assigned ? State.ASSIGNED : State.OPEN;
    }

    @Override
    public Uni<Optional<CaseFile>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Rows.values(id)).map(rows -> Rows.first(rows, PostgresCaseStore::file));
    }

    @Override
    public Uni<Optional<CaseFile>> byId(UUID id) {
        return pool.preparedQuery(BY_ID)
                .execute(Rows.values(id))
                .map(rows -> Rows.first(rows, PostgresCaseStore::file));
    }

    @Override
    public Uni<List<CaseFile>> list(Optional<State> state, UUID after, int limit) {
        var found = state.isPresent()
                ? pool.preparedQuery(OF_STATE).execute(Rows.values(after, limit, state.get()))
                : pool.preparedQuery(ALL).execute(Rows.values(after, limit));
        return found.map(rows -> Rows.list(rows, PostgresCaseStore::file));
    }

    @Override
    public Uni<Waiting> waiting() {
        return pool.preparedQuery(WAITING).execute(Rows.values(clock.instant())).map(rows -> {
            var row = rows.iterator().next();
            return new Waiting(row.getLong("hour"), row.getLong("day"), row.getLong("longer"), row.getLong("overdue"));
        });
    }

    private static CaseFile file(Row row) {
        return new CaseFile(
                row.getUUID("id"),
                CaseKind.valueOf(row.getString("kind")),
                row.getUUID("subject_id"),
                row.getUUID("user_id"),
                row.getLong("value_cents"),
                List.of(row.getArrayOfStrings("reason_codes")),
                Rows.moment(row, "opened_at"),
                Rows.moment(row, "due_at"),
                progress(row),
                row.getInteger("version"));
    }

    private static Progress progress(Row row) {
        return switch (State.valueOf(row.getString("state"))) {
            case OPEN -> new Progress.Open();
            case ASSIGNED -> new Progress.Assigned(row.getUUID("assignee"));
            case DECIDED ->
                new Progress.Decided(
                        Verdict.valueOf(row.getString("verdict")),
                        row.getUUID("decided_by"),
                        Rows.moment(row, "decided_at"),
                        row.getString("reason"));
        };
    }
}
