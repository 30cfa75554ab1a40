package dev.coinstage.fraud.audit;

import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes who did what, in the transaction in which it was done: neither exists without the other. Entries are chained by hashes. */
@ApplicationScoped
public class AuditTrail {

    private static final String APPEND = "SELECT append_audit($1, $2, $3, $4, $5, $6::text::jsonb)";

    /** Casts, because Hibernate sends every text as varchar. */
    private static final String APPEND_IN_SESSION =
            "SELECT append_audit(cast(?1 AS timestamptz), cast(?2 AS uuid), ?3, ?4, ?5, cast(cast(?6 AS text) AS jsonb))";

    private final Json json;

    AuditTrail(Json json) {
        this.json = json;
    }

    public Uni<Void> record(SqlConnection tx, Deed deed) {
        return tx.preparedQuery(APPEND)
                .execute(Rows.values(
                        deed.at(),
                        deed.actor(),
                        deed.role(),
                        deed.action(),
                        deed.subject().toString(),
                        json.write(deed.detail())))
                .replaceWithVoid();
    }

    /** The same in Hibernate Reactive's world. */
    public Uni<Void> record(Mutiny.Session session, Deed deed) {
        return session.createNativeQuery(APPEND_IN_SESSION, Long.class)
                .setParameter(1, deed.at().atOffset(ZoneOffset.UTC))
                .setParameter(2, deed.actor().toString())
                .setParameter(3, deed.role())
                .setParameter(4, deed.action())
                .setParameter(5, deed.subject().toString())
                .setParameter(6, json.write(deed.detail()))
                .getSingleResult()
                .replaceWithVoid();
    }
}
