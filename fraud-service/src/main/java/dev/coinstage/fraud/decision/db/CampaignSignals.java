package dev.coinstage.fraud.decision.db;

import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.fraud.decision.app.Rules;
import dev.coinstage.fraud.rows.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Campaigns, from promote-service's feed: the last state of each. */
@ApplicationScoped
class CampaignSignals implements FeedHandler {

    private static final String PREFIX = "promote.campaign.";

    private static final String KEEP = """
            INSERT INTO campaign_seen AS p (campaign_id, owner, budget_coins, value_cents, state, first_at, last_seq)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (campaign_id) DO UPDATE SET state = excluded.state, last_seq = excluded.last_seq WHERE p.last_seq < excluded.last_seq""";

    private final Rules rules;

    CampaignSignals(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String feed() {
        return "promote-service";
    }

    @Override
    public String effect() {
        return "campaign-signals";
    }

    @Override
    public boolean handles(String type) {
        return type.startsWith(PREFIX);
    }

    /** What tells of no campaign of an owner is left. */
    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        var data = event.data();
        if (!data.hasNonNull("campaignId") || !data.hasNonNull("ownerId")) {
            return Uni.createFrom().voidItem();
        }
        var budget = data.path("budgetCoins").asLong();
        return tx.preparedQuery(KEEP)
                .execute(Rows.values(
                        WalletSignals.uuid(data, "campaignId"),
                        WalletSignals.uuid(data, "ownerId"),
                        budget,
                        rules.value("COIN", Math.max(0, budget)).cents(),
                        event.type().substring(PREFIX.length()),
                        event.time(),
                        event.sequence()))
                .replaceWithVoid();
    }
}
