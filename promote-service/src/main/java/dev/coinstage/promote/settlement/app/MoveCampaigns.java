package dev.coinstage.promote.settlement.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.app.CampaignSteps;
import dev.coinstage.promote.campaign.app.CampaignStore;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.delivery.app.LeaseStore;
import dev.coinstage.promote.settlement.app.SettlementStore.Asked;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Looks every second for what time has made due: expired notices and leases, flights that begin and end, budgets that are used
 * up, windows to capture, campaigns to settle. Each campaign is a transaction of its own that decides under its locks, so any number of
 * processes may look, and what a crash left is found by the next look.
 */
@ApplicationScoped
public class MoveCampaigns {

    private static final Logger LOG = Logger.getLogger(MoveCampaigns.class);

    private final Pool pool;
    private final CampaignStore campaigns;
    private final CampaignSteps steps;
    private final BudgetStore budgets;
    private final LeaseStore leases;
    private final SettlementStore settlements;
    private final CaptureBilled captureBilled;
    private final RefundRest refundRest;
    private final Commands commands;
    private final SettlementConfig config;
    private final StartupGate gate;
    private final Clock clock;

    MoveCampaigns(
            Pool pool,
            CampaignStore campaigns,
            CampaignSteps steps,
            BudgetStore budgets,
            LeaseStore leases,
            SettlementStore settlements,
            CaptureBilled captureBilled,
            RefundRest refundRest,
            Commands commands,
            SettlementConfig config,
            StartupGate gate,
            Clock clock) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.steps = steps;
        this.budgets = budgets;
        this.leases = leases;
        this.settlements = settlements;
        this.captureBilled = captureBilled;
        this.refundRest = refundRest;
        this.commands = commands;
        this.config = config;
        this.gate = gate;
        this.clock = clock;
    }

    @Scheduled(every = "${coinstage.settlement.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return run(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("campaigns cannot be moved now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** One look. Twice for what is due, since an ending makes settling due. */
    Uni<Void> run(Instant now) {
        return leases.expire(now, config.notices())
                .flatMap(expired -> each(campaigns.due(now, config.campaigns()), id -> move(id, now)))
                .flatMap(moved -> each(campaigns.due(now, config.campaigns()), id -> move(id, now)))
                .flatMap(moved -> leases.close(now, config.notices()))
                .flatMap(closed -> capture(now))
                .flatMap(captured -> each(settlements.settleable(config.campaigns()), id -> settle(id, now)))
                .invoke(commands::nudge);
    }

    /** One after the other; one that fails is logged and harms no other. */
    private Uni<Void> each(Uni<List<UUID>> found, Function<UUID, Uni<Void>> step) {
        return found.flatMap(ids -> Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> step.apply(id)
                        .onFailure()
                        .invoke(failure -> LOG.errorf(failure, "campaign %s could not be moved", id))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWith(id))
                .collect()
                .asList()
                .replaceWithVoid());
    }

    private Uni<Void> move(UUID id, Instant now) {
        return pool.withTransaction(tx -> steps.lock(tx, id)
                .flatMap(campaign ->
                        budgets.find(tx, id).flatMap(budget -> steps.take(tx, campaign, it -> next(it, budget, now))))
                .replaceWithVoid());
    }

    private static Optional<Campaign> next(Campaign campaign, Optional<BudgetRecord> budget, Instant now) {
        var exhausted =
                budget.map(it -> it.figures().exhausted(campaign.price())).orElse(false);
        if (campaign.isTooLateToReview(now)) {
            return campaign.rejected(Campaign.FLIGHT_OVER);
        }
        var end = campaign.dueEnd(now, exhausted);
        if (end.isPresent()) {
            return campaign.completed(end.get());
        }
        return campaign.started(now).or(() -> budget.isPresent() ? campaign.settling() : Optional.empty());
    }

    private Uni<Void> capture(Instant now) {
        var length = config.captureWindow().toMillis();
        var window = Instant.ofEpochMilli(now.toEpochMilli() / length * length);
        var span = Long.toString(window.toEpochMilli());
        return each(
                settlements.capturable(span, config.campaigns()),
                id -> pool.withTransaction(tx -> budgets.lock(tx, id)
                        .flatMap(budget -> settlements
                                .asked(tx, id, span)
                                .flatMap(asked -> capture(tx, budget.orElseThrow(), asked, span, window)))));
    }

    private Uni<Void> capture(SqlConnection tx, BudgetRecord budget, Asked asked, String span, Instant window) {
        var allowed = !asked.waiting() && !asked.inSpan() && !budget.holdGone() && !budget.settled();
        return allowed
                ? captureBilled.ask(tx, budget, span, window).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> settle(UUID id, Instant now) {
        return pool.withTransaction(tx -> steps.lock(tx, id)
                .flatMap(campaign -> budgets.lock(tx, id)
                        .flatMap(budget -> settlements
                                .asked(tx, id, SettlementStore.FINAL)
                                .flatMap(asked -> settle(tx, campaign, budget.orElseThrow(), asked, now)))));
    }

    /** The final capture first; once it is answered, what is left goes back. */
    private Uni<Void> settle(SqlConnection tx, Campaign campaign, BudgetRecord budget, Asked asked, Instant now) {
        if (budget.settled() || !budget.figures().quiet() || asked.waiting()) {
            return Uni.createFrom().voidItem();
        }
        var capture = asked.inSpan() || budget.holdGone()
                ? Uni.createFrom().item(false)
                : captureBilled.ask(tx, budget, SettlementStore.FINAL, now);
        return capture.flatMap(more -> more ? Uni.createFrom().voidItem() : refundRest.ask(tx, campaign, budget));
    }
}
