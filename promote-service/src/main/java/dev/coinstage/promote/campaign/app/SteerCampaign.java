package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replayable;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.app.CampaignOutcome.Done;
import dev.coinstage.promote.campaign.app.CampaignOutcome.ImpossibleFlight;
import dev.coinstage.promote.campaign.app.CampaignOutcome.UnknownCampaign;
import dev.coinstage.promote.campaign.app.CampaignOutcome.WrongState;
import dev.coinstage.promote.campaign.app.HoldBudget.HoldOrder;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import dev.coinstage.promote.quantity.Micros;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What an owner does with a campaign: submits, pauses, resumes, cancels it. */
@ApplicationScoped
public class SteerCampaign {

    private final Pool pool;
    private final CampaignStore campaigns;
    private final BudgetStore budgets;
    private final CampaignSteps steps;
    private final OncePerKey once;
    private final Commands commands;
    private final CampaignConfig config;
    private final Clock clock;

    SteerCampaign(
            Pool pool,
            CampaignStore campaigns,
            BudgetStore budgets,
            CampaignSteps steps,
            OncePerKey once,
            Commands commands,
            CampaignConfig config,
            Clock clock) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.steps = steps;
        this.once = once;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /** Commits the intent to hold the budget; the wallet is asked when that is durable. */
    public Uni<Replayable<CampaignOutcome>> submit(UUID owner, UUID id, IdempotencyKey key) {
        var scoped = ScopedKey.of(owner, "submit-campaign", key);
        return once.run(scoped, RequestHash.of(id), tx -> owned(tx, owner, id, campaign -> submit(tx, campaign)))
                .invoke(commands::nudge);
    }

    private Uni<CampaignOutcome> submit(SqlConnection tx, Campaign draft) {
        var now = clock.instant();
        if (draft.state() == CampaignState.DRAFT && draft.flight().isOver(now)) {
            return Uni.createFrom().item(new ImpossibleFlight("The flight is over."));
        }
        var price = new Micros(config.impressionPrice());
        if (draft.submitted(price).isEmpty()) {
            return Uni.createFrom().item(new WrongState(draft.state()));
        }
        var key = CampaignKeys.of(draft.id(), HoldBudget.ACTION, now);
        var order = new HoldOrder(draft.owner(), draft.budget().value());
        return steps.take(tx, draft, campaign -> campaign.submitted(price))
                .call(submitted ->
                        commands.issue(tx, key, HoldBudget.ACTION, draft.id().toString(), order))
                .flatMap(submitted -> done(tx, submitted));
    }

    public Uni<CampaignOutcome> pause(UUID owner, UUID id) {
        return pool.withTransaction(tx -> owned(tx, owner, id, campaign -> step(tx, campaign, Campaign::paused)));
    }

    public Uni<CampaignOutcome> resume(UUID owner, UUID id) {
        return pool.withTransaction(tx ->
                owned(tx, owner, id, campaign -> step(tx, campaign, it -> it.resumed(clock.instant()))));
    }

    /** Ends it for good. What is out as a notice is still billed; the rest goes back when the last one has expired. */
    public Uni<Replayable<CampaignOutcome>> cancel(UUID owner, UUID id, IdempotencyKey key) {
        var scoped = ScopedKey.of(owner, "cancel-campaign", key);
        return once.run(
                scoped,
                RequestHash.of(id),
                tx -> owned(tx, owner, id, campaign -> step(tx, campaign, it -> it.cancelled(Campaign.BY_OWNER))));
    }

    private Uni<CampaignOutcome> owned(
            SqlConnection tx, UUID owner, UUID id, Function<Campaign, Uni<CampaignOutcome>> then) {
        return campaigns
                .lock(tx, id)
                .flatMap(found -> found.filter(campaign -> campaign.owner().equals(owner))
                        .map(then)
                        .orElseGet(() -> Uni.createFrom().item(new UnknownCampaign())));
    }

    private Uni<CampaignOutcome> step(
            SqlConnection tx, Campaign campaign, Function<Campaign, Optional<Campaign>> wanted) {
        if (wanted.apply(campaign).isEmpty()) {
            return Uni.createFrom().item(new WrongState(campaign.state()));
        }
        return steps.take(tx, campaign, wanted).flatMap(moved -> done(tx, moved));
    }

    private Uni<CampaignOutcome> done(SqlConnection tx, Campaign campaign) {
        return budgets.find(tx, campaign.id()).map(budget -> new Done(CampaignView.from(campaign, budget)));
    }
}
