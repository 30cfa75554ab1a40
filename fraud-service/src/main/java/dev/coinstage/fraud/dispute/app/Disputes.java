package dev.coinstage.fraud.dispute.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.fraud.casework.app.Cases;
import dev.coinstage.fraud.casework.domain.CaseKind;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.dispute.app.DisputeStore.Standing;
import dev.coinstage.fraud.dispute.domain.Dispute;
import dev.coinstage.fraud.dispute.domain.DisputeRules;
import dev.coinstage.fraud.dispute.domain.Lineage;
import dev.coinstage.fraud.restriction.app.Restrictions;
import dev.coinstage.fraud.restriction.domain.Restriction.Origin;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The way of a chargeback, in transactions that others open: noticed (dispute, case, viewer restricted, lineage asked for), traced
 * (creators restricted, claw-back decided), carried out. Each step happens once, whatever is told again.
 */
@ApplicationScoped
public class Disputes {

    static final String TRACE = "dispute.trace";
    private static final String CHARGEBACK = "CHARGEBACK";
    private static final String TAINTED_GIFTS = "TAINTED_GIFTS";

    private final DisputeStore store;
    private final Cases cases;
    private final Restrictions restrictions;
    private final Rules rules;
    private final Commands commands;
    private final Outbox outbox;
    private final DisputeConfig config;
    private final IdSource ids;
    private final Clock clock;

    Disputes(
            DisputeStore store,
            Cases cases,
            Restrictions restrictions,
            Rules rules,
            Commands commands,
            Outbox outbox,
            DisputeConfig config,
            IdSource ids,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.restrictions = restrictions;
        this.rules = rules;
        this.commands = commands;
        this.outbox = outbox;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the card provider's notice says, by the wallet. */
    public record Notice(
            UUID disputeId,
            UUID purchaseId,
            UUID buyerId,
            long coins,
            String currency,
            long amountMinor,
            String reason) {}

    /** The command that asks where the coins went. */
    @RegisterForReflection
    public record TraceOrder(UUID disputeId, UUID purchaseId) {}

    /** The data of {@code fraud.dispute.opened}. */
    @RegisterForReflection
    record OpenedFact(UUID disputeId, UUID purchaseId, UUID userId) {}

    /** The data of {@code fraud.dispute.decided}. */
    @RegisterForReflection
    record DecidedFact(UUID disputeId, UUID purchaseId, UUID userId, DisputeRules.Decision decision) {}

    /** Opens the dispute, unless it is open. */
    public Uni<Void> open(SqlConnection tx, Notice notice) {
        return store.exists(tx, notice.disputeId())
                .flatMap(known -> known ? Uni.createFrom().voidItem() : openNew(tx, notice));
    }

    private Uni<Void> openNew(SqlConnection tx, Notice notice) {
        var now = clock.instant();
        var value = rules.value(notice.currency(), notice.amountMinor());
        var matter = new Cases.Matter(
                CaseKind.CHARGEBACK, notice.disputeId(), notice.buyerId(), value.cents(), List.of(CHARGEBACK));
        return cases.open(tx, matter, now)
                .call(caseId -> store.insert(
                        tx,
                        new Dispute(
                                notice.disputeId(),
                                notice.purchaseId(),
                                notice.buyerId(),
                                notice.coins(),
                                notice.currency(),
                                notice.amountMinor(),
                                notice.reason(),
                                caseId,
                                now,
                                now.plus(config.respondWithin()))))
                .call(caseId -> restrictions.impose(
                        tx, notice.buyerId(), RestrictionKind.SPENDING, CHARGEBACK, new Origin.OfCase(caseId)))
                .call(() -> commands.issue(
                        tx,
                        ids.next(),
                        TRACE,
                        notice.disputeId().toString(),
                        new TraceOrder(notice.disputeId(), notice.purchaseId())))
                .call(() -> publish(
                        tx,
                        "fraud.dispute.opened",
                        notice.disputeId(),
                        new OpenedFact(notice.disputeId(), notice.purchaseId(), notice.buyerId())))
                .replaceWithVoid();
    }

    /** Writes where the coins went, holds the payouts of whoever received them, and decides. Again changes nothing. */
    public Uni<Void> traced(SqlConnection tx, UUID disputeId, Lineage lineage) {
        return store.lock(tx, disputeId).flatMap(found -> {
            var standing = found.orElseThrow(() -> new IllegalStateException("no such dispute: " + disputeId));
            return standing.lineage() != null
                    ? Uni.createFrom().voidItem()
                    : store.trace(tx, disputeId, lineage, clock.instant())
                            .call(() -> restrictCreators(tx, standing.dispute(), lineage))
                            .call(() -> decide(tx, standing));
        });
    }

    /**
     * In the database's order of users, as everybody locks them. When a person has approved the case before the wallet answered, the
     * creators are held no more.
     */
    private Uni<Void> restrictCreators(SqlConnection tx, Dispute dispute, Lineage lineage) {
        var creators = lineage.creators().stream()
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        return cases.isApproved(tx, dispute.caseId())
                .onItem()
                .transformToMulti(approved -> Multi.createFrom().iterable(approved ? List.<UUID>of() : creators))
                .onItem()
                .transformToUniAndConcatenate(creator -> restrictions.impose(
                        tx, creator, RestrictionKind.PAYOUT, TAINTED_GIFTS, new Origin.OfCase(dispute.caseId())))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> decide(SqlConnection tx, Standing standing) {
        var dispute = standing.dispute();
        return DisputeRules.decide(standing.recovery() != null)
                .map(decision -> store.decide(tx, dispute.id(), decision, clock.instant())
                        .call(() -> publish(
                                tx,
                                "fraud.dispute.decided",
                                dispute.id(),
                                new DecidedFact(dispute.id(), dispute.purchaseId(), dispute.userId(), decision))))
                .orElse(Uni.createFrom().voidItem());
    }

    private Uni<Void> publish(SqlConnection tx, String type, UUID dispute, Object data) {
        return outbox.publish(tx, new Event(ids.next(), type, dispute.toString(), clock.instant(), data));
    }
}
