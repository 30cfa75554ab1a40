package dev.coinstage.fraud.restriction.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.restriction.domain.Enforcement;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.Restriction.Status;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Imposes and lifts restrictions in the caller's transaction: the row, the event, and for SPENDING the command that freezes or
 * unfreezes the viewer's coins at the wallet.
 */
@ApplicationScoped
public class Restrictions {

    static final String FREEZE = "restriction.freeze";
    static final String UNFREEZE = "restriction.unfreeze";

    private final RestrictionStore store;
    private final Outbox outbox;
    private final Commands commands;
    private final IdSource ids;
    private final Clock clock;

    Restrictions(RestrictionStore store, Outbox outbox, Commands commands, IdSource ids, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.commands = commands;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return empty when the user is restricted so for the same case, or without a case, already */
    public Uni<Optional<Restriction>> impose(
            SqlConnection tx, UUID userId, RestrictionKind kind, String reasonCode, Origin origin) {
        var spending = kind == RestrictionKind.SPENDING;
        var restriction = new Restriction(
                ids.next(),
                userId,
                kind,
                reasonCode,
                origin,
                clock.instant(),
                new Status.Active(),
                spending ? Enforcement.FREEZING : Enforcement.NONE);
        return store.lockUser(tx, userId)
                .flatMap(locked -> store.insert(tx, restriction))
                .flatMap(inserted -> inserted
                        ? publish(tx, "fraud.restriction.imposed", restriction)
                                .call(() -> spending
                                        ? command(tx, FREEZE, restriction)
                                        : Uni.createFrom().voidItem())
                                .replaceWith(Optional.of(restriction))
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** Lifts a restriction that is active; one that was lifted stays as it is. Empty when there is none of that id. */
    public Uni<Optional<Restriction>> lift(SqlConnection tx, UUID id, UUID by, String reason) {
        return store.byId(tx, id)
                .flatMap(known -> known.isEmpty()
                        ? Uni.createFrom().item(known)
                        : store.lockUser(tx, known.get().userId())
                                .flatMap(locked -> store.byId(tx, id))
                                .flatMap(current -> liftActive(tx, current.orElseThrow(), by, reason)
                                        .map(Optional::of)));
    }

    /** Lifts what a case imposed of that kind. */
    public Uni<Void> liftOfCase(SqlConnection tx, UUID caseId, RestrictionKind kind, UUID by, String reason) {
        return store.activeOfCase(tx, caseId, kind)
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(restriction -> lift(tx, restriction.id(), by, reason))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Restriction> liftActive(SqlConnection tx, Restriction restriction, UUID by, String reason) {
        if (!restriction.isActive()) {
            return Uni.createFrom().item(restriction);
        }
        return store.otherActive(tx, restriction).flatMap(stays -> {
            var unfreezes = restriction.kind() == RestrictionKind.SPENDING && !stays;
            var lifted = new Restriction(
                    restriction.id(),
                    restriction.userId(),
                    restriction.kind(),
                    restriction.reasonCode(),
                    restriction.origin(),
                    restriction.imposedAt(),
                    new Status.Lifted(by, clock.instant(), reason),
                    unfreezes ? Enforcement.UNFREEZING : restriction.enforcement());
            return store.update(tx, lifted)
                    .call(() -> publish(tx, "fraud.restriction.lifted", lifted))
                    .call(() -> unfreezes
                            ? command(tx, UNFREEZE, lifted)
                            : Uni.createFrom().voidItem())
                    .replaceWith(lifted);
        });
    }

    private Uni<Void> publish(SqlConnection tx, String type, Restriction restriction) {
        return outbox.publish(
                tx,
                new Event(
                        ids.next(),
                        type,
                        restriction.id().toString(),
                        clock.instant(),
                        RestrictionFact.of(restriction)));
    }

    /**
     * The user is the subject, so that the wallet hears of freezes and unfreezes in their order. The id is new: the wallet refuses
     * keys older than 30 days, and a restriction may be lifted later than that.
     */
    private Uni<Void> command(SqlConnection tx, String action, Restriction restriction) {
        return commands.issue(
                tx,
                ids.next(),
                action,
                restriction.userId().toString(),
                new FreezeOrder(restriction.id(), restriction.userId()));
    }
}
