package dev.coinstage.promote.settlement.app;

import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.app.CampaignSteps;
import dev.coinstage.promote.campaign.app.CampaignStore;
import dev.coinstage.promote.campaign.domain.Campaign;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Ends a campaign whose hold the wallet gave back because of a chargeback: nothing of it is shown or captured any more. */
@ApplicationScoped
class EndAtChargeback implements FeedHandler {

    private static final Logger LOG = Logger.getLogger(EndAtChargeback.class);

    private final CampaignStore campaigns;
    private final CampaignSteps steps;
    private final BudgetStore budgets;

    EndAtChargeback(CampaignStore campaigns, CampaignSteps steps, BudgetStore budgets) {
        this.campaigns = campaigns;
        this.steps = steps;
        this.budgets = budgets;
    }

    @Override
    public String feed() {
        return "wallet-service";
    }

    @Override
    public String effect() {
        return "campaign-chargeback";
    }

    @Override
    public boolean handles(String type) {
        return "wallet.chargeback-hold-voided".equals(type);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var id = UUID.fromString(event.data().path("campaignId").asText());
        return campaigns.lock(tx, id).flatMap(found -> {
            if (found.isEmpty()) {
                LOG.warnf("the wallet voided the hold of a campaign that is not ours: %s", id);
                return Uni.createFrom().voidItem();
            }
            return end(tx, found.get());
        });
    }

    /**
     * A budget that is not there yet comes with the answer to the hold, without delivery: settling then finds the hold closed, and
     * the campaign ends the same.
     */
    private Uni<Void> end(SqlConnection tx, Campaign campaign) {
        return steps.take(tx, campaign, it -> it.cancelled(Campaign.CHARGEBACK))
                .flatMap(ended -> budgets.holdGone(tx, campaign.id()));
    }
}
