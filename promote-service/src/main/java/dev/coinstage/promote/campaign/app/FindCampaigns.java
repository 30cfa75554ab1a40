package dev.coinstage.promote.campaign.app;

import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.budget.app.BudgetStore;
import dev.coinstage.promote.campaign.domain.Campaign;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An owner's campaigns with their figures. */
@ApplicationScoped
public class FindCampaigns {

    private final Pool pool;
    private final CampaignStore campaigns;
    private final BudgetStore budgets;

    FindCampaigns(Pool pool, CampaignStore campaigns, BudgetStore budgets) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.budgets = budgets;
    }

    public Uni<Optional<CampaignView>> byId(UUID owner, UUID id) {
        return pool.withConnection(connection -> campaigns
                .find(connection, owner, id)
                .flatMap(found -> views(connection, found.stream().toList())
                        .map(views -> views.stream().findFirst())));
    }

    /** Newest first; {@code before} is the last id of the page before. */
    public Uni<List<CampaignView>> page(UUID owner, Optional<UUID> before, int limit) {
        return pool.withConnection(connection ->
                campaigns.page(connection, owner, before, limit).flatMap(found -> views(connection, found)));
    }

    private Uni<List<CampaignView>> views(SqlConnection connection, List<Campaign> found) {
        var ids = found.stream().map(Campaign::id).toList();
        return budgets.find(connection, ids).map(records -> {
            var byCampaign = records.stream().collect(Collectors.toMap(BudgetRecord::campaign, Function.identity()));
            return found.stream()
                    .map(campaign -> CampaignView.from(campaign, Optional.ofNullable(byCampaign.get(campaign.id()))))
                    .toList();
        });
    }
}
