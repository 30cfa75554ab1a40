package dev.coinstage.promote.campaign.app;

import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.promote.campaign.domain.Campaign;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Carries out what analysts decide about campaigns that wait for review. One that waits no more stays as it is. */
@ApplicationScoped
class FollowCases implements FeedHandler {

    private final CampaignStore campaigns;
    private final CampaignSteps steps;

    FollowCases(CampaignStore campaigns, CampaignSteps steps) {
        this.campaigns = campaigns;
        this.steps = steps;
    }

    @Override
    public String feed() {
        return "fraud-service";
    }

    @Override
    public String effect() {
        return "campaign-review";
    }

    @Override
    public boolean handles(String type) {
        return "fraud.case.decided".equals(type);
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        if (!"CAMPAIGN".equals(event.data().path("action").asText())) {
            return Uni.createFrom().voidItem();
        }
        var id = UUID.fromString(event.data().path("subjectId").asText());
        var approved = "APPROVED".equals(event.data().path("verdict").asText());
        return campaigns
                .lock(tx, id)
                .flatMap(found -> found.map(campaign -> decided(tx, campaign, approved))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> decided(SqlConnection tx, Campaign campaign, boolean approved) {
        return steps.take(tx, campaign, it -> approved ? it.approved() : it.rejected("REVIEW_DENIED"))
                .replaceWithVoid();
    }
}
