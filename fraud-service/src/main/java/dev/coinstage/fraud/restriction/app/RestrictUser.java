package dev.coinstage.fraud.restriction.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.fraud.audit.AuditTrail;
import dev.coinstage.fraud.audit.Deed;
import dev.coinstage.fraud.outcomes.KeyedWork;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A person restricts a user, or lifts what restricts them. */
@ApplicationScoped
public class RestrictUser {

    private final Pool pool;
    private final Restrictions restrictions;
    private final KeyedWork keyed;
    private final AuditTrail audit;
    private final Commands commands;
    private final Clock clock;

    RestrictUser(
            Pool pool, Restrictions restrictions, KeyedWork keyed, AuditTrail audit, Commands commands, Clock clock) {
        this.pool = pool;
        this.restrictions = restrictions;
        this.keyed = keyed;
        this.audit = audit;
        this.commands = commands;
        this.clock = clock;
    }

    /** Imposes it once per key; the value is empty when the person's kind of restriction is active for that user already. */
    public Uni<Replayable<Optional<RestrictionView>>> impose(
            UUID person, UUID userId, RestrictionKind kind, String reasonCode, ScopedKey key) {
        var hash = RequestHash.of(userId, kind, reasonCode);
        return keyed.once(
                        key,
                        hash,
                        RestrictionView.class,
                        tx -> restrictions
                                .impose(tx, userId, kind, reasonCode, new Origin.OfPerson(person))
                                .call(imposed -> imposed.map(r ->
                                                audit.record(tx, deed(person, "restriction.imposed", r, reasonCode)))
                                        .orElse(Uni.createFrom().voidItem()))
                                .map(imposed -> imposed.map(RestrictionView::of)))
                .invoke(done -> commands.nudge());
    }

    /** Lifts it; again changes nothing. Empty when there is none of that id. */
    public Uni<Optional<RestrictionView>> lift(UUID person, UUID id, String reason) {
        return pool.withTransaction(tx -> restrictions
                        .lift(tx, id, person, reason)
                        .call(lifted -> lifted.map(r -> audit.record(tx, deed(person, "restriction.lifted", r, reason)))
                                .orElse(Uni.createFrom().voidItem())))
                .map(lifted -> lifted.map(RestrictionView::of))
                .invoke(done -> commands.nudge());
    }

    private Deed deed(UUID person, String action, Restriction restriction, String reason) {
        return new Deed(
                clock.instant(),
                person,
                "security-lead",
                action,
                restriction.id(),
                Map.of(
                        "userId", restriction.userId().toString(),
                        "kind", restriction.kind().name(),
                        "reason", reason));
    }
}
