package dev.coinstage.fraud.restriction.db;

import dev.coinstage.fraud.restriction.app.RestrictionStore;
import dev.coinstage.fraud.restriction.domain.Enforcement;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.Restriction.Status;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresRestrictionStore implements RestrictionStore {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('restriction/' || $1, 0))";

    private static final String INSERT = """
            INSERT INTO restriction (id, user_id, kind, reason_code, case_id, imposed_by, imposed_at, enforcement)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING""";

    private static final String UPDATE = """
            UPDATE restriction SET lifted_by = $2, lifted_at = $3, lift_reason = $4, enforcement = $5 WHERE id = $1""";

    private static final String ENFORCED = "UPDATE restriction SET enforcement = $3 WHERE id = $1 AND enforcement = $2";

    private static final String SELECT = """
            SELECT id, user_id, kind, reason_code, case_id, imposed_by, imposed_at, lifted_by, lifted_at, lift_reason, enforcement
              FROM restriction WHERE""";

    private static final String BY_ID = SELECT + " id = $1";
    private static final String OF_CASE = SELECT + " case_id = $1 AND kind = $2 AND lifted_at IS NULL ORDER BY user_id";
    private static final String OF_USER = SELECT + " user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    private static final String OTHER_ACTIVE = """
            SELECT EXISTS (SELECT FROM restriction WHERE user_id = $1 AND kind = $2 AND id <> $3 AND lifted_at IS NULL) AS found""";

    private final Pool pool;

    PostgresRestrictionStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> lockUser(SqlConnection tx, UUID userId) {
        return tx.preparedQuery(LOCK).execute(Rows.values(userId.toString())).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> insert(SqlConnection tx, Restriction restriction) {
        var caseId = restriction.origin() instanceof Origin.OfCase ofCase ? ofCase.caseId() : null;
        var by = restriction.origin() instanceof Origin.OfPerson person
                ? person.person().toString()
                : "fraud-service";
        return tx.preparedQuery(INSERT)
                .execute(Rows.values(
                        restriction.id(),
                        restriction.userId(),
                        restriction.kind(),
                        restriction.reasonCode(),
                        caseId,
                        by,
                        restriction.imposedAt(),
                        restriction.enforcement()))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Uni<Void> update(SqlConnection tx, Restriction restriction) {
        if (!(restriction.status() instanceof Status.Lifted lifted)) {
            throw new IllegalArgumentException("only lifting changes a restriction");
        }
        return tx.preparedQuery(UPDATE)
                .execute(Rows.values(
                        restriction.id(), lifted.by(), lifted.at(), lifted.reason(), restriction.enforcement()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> enforced(SqlConnection tx, UUID id, Enforcement from, Enforcement to) {
        return tx.preparedQuery(ENFORCED).execute(Rows.values(id, from, to)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> otherActive(SqlConnection tx, Restriction restriction) {
        return tx.preparedQuery(OTHER_ACTIVE)
                .execute(Rows.values(restriction.userId(), restriction.kind(), restriction.id()))
                .map(rows -> rows.iterator().next().getBoolean("found"));
    }

    @Override
    public Uni<Optional<Restriction>> byId(SqlConnection tx, UUID id) {
        return tx.preparedQuery(BY_ID)
                .execute(Rows.values(id))
                .map(rows -> Rows.first(rows, PostgresRestrictionStore::restriction));
    }

    @Override
    public Uni<List<Restriction>> activeOfCase(SqlConnection tx, UUID caseId, RestrictionKind kind) {
        return tx.preparedQuery(OF_CASE)
                .execute(Rows.values(caseId, kind))
                .map(rows -> Rows.list(rows, PostgresRestrictionStore::restriction));
    }

    @Override
    public Uni<List<Restriction>> ofUser(UUID userId, UUID after, int limit) {
        return pool.preparedQuery(OF_USER)
                .execute(Rows.values(userId, after, limit))
                .map(rows -> Rows.list(rows, PostgresRestrictionStore::restriction));
    }

    private static Restriction restriction(Row row) {
        var caseId = row.getUUID("case_id");
        var by = row.getString("imposed_by");
        return new Restriction(
                row.getUUID("id"),
                row.getUUID("user_id"),
                RestrictionKind.valueOf(row.getString("kind")),
                row.getString("reason_code"),
                caseId != null ? new Origin.OfCase(caseId) : new Origin.OfPerson(UUID.fromString(by)),
                Rows.moment(row, "imposed_at"),
                Rows.maybeMoment(row, "lifted_at")
                        .<Status>map(
                                at -> new Status.Lifted(row.getUUID("lifted_by"), at, row.getString("lift_reason")))
                        .orElseGet(Status.Active::new),
                Enforcement.valueOf(row.getString("enforcement")));
    }
}
