package dev.coinstage.fraud.restriction.app;

import dev.coinstage.fraud.restriction.domain.Enforcement;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Restrictions in the database. */
public interface RestrictionStore {

    /** Lets nobody else change restrictions of that user until the transaction ends. */
    Uni<Void> lockUser(SqlConnection tx, UUID userId);

    /** @return false when the user is restricted so for the same case, or without a case, already */
    Uni<Boolean> insert(SqlConnection tx, Restriction restriction);

    /** Writes status and enforcement. */
    Uni<Void> update(SqlConnection tx, Restriction restriction);

    /** Moves on what the wallet did, unless it has been overtaken. */
    Uni<Void> enforced(SqlConnection tx, UUID id, Enforcement from, Enforcement to);

    Uni<Boolean> otherActive(SqlConnection tx, Restriction restriction);

    Uni<Optional<Restriction>> byId(SqlConnection tx, UUID id);

    Uni<List<Restriction>> activeOfCase(SqlConnection tx, UUID caseId, RestrictionKind kind);

    /** All of a user, by id, behind that place. */
    Uni<List<Restriction>> ofUser(UUID userId, UUID after, int limit);
}
