package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import dev.coinstage.promote.campaign.domain.Ending;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The one way in which a campaign moves: locked, decided, written and told, in one transaction. */
@ApplicationScoped
public class CampaignSteps {

    private final CampaignStore campaigns;
    private final BudgetStore budgets;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    CampaignSteps(CampaignStore campaigns, BudgetStore budgets, Outbox outbox, IdSource ids, Clock clock) {
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Locks the campaign; fails when there is none. */
    public Uni<Campaign> lock(SqlConnection tx, UUID id) {
        return campaigns
                .lock(tx, id)
                .map(found -> found.orElseThrow(() -> new IllegalStateException("no campaign " + id)));
    }

    /** Takes the step if the campaign allows it; otherwise, and when it changes nothing, nothing is written. What it is afterwards. */
    public Uni<Campaign> take(SqlConnection tx, Campaign before, Function<Campaign, Optional<Campaign>> step) {
        var after = step.apply(before).orElse(before);
        return after.equals(before) ? Uni.createFrom().item(before) : write(tx, before, after);
    }

    private Uni<Campaign> write(SqlConnection tx, Campaign before, Campaign after) {
        return campaigns
                .save(tx, after, clock.instant())
                .flatMap(saved -> hasEnded(after)
                        ? budgets.stopDelivery(tx, after.id())
                        : Uni.createFrom().voidItem())
                .flatMap(stopped -> tell(tx, before, after))
                .replaceWith(after);
    }

    private static boolean hasEnded(Campaign campaign) {
        return campaign.ending() != Ending.NONE || campaign.state() == CampaignState.REJECTED;
    }

    private Uni<Void> tell(SqlConnection tx, Campaign before, Campaign after) {
        var type = CampaignEvent.typeOf(before, after);
        if (type.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return budgets.find(tx, after.id())
                .flatMap(budget -> outbox.publish(
                        tx,
                        new Event(
                                ids.next(),
                                type.get(),
                                after.id().toString(),
                                clock.instant(),
                                CampaignEvent.of(after, budget))));
    }
}
