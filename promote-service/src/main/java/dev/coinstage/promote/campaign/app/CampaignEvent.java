package dev.coinstage.promote.campaign.app;

import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.UUID;

/** What an event of the feed tells of a campaign. */
@RegisterForReflection
record CampaignEvent(
        UUID campaignId,
        UUID ownerId,
        long budgetCoins,
        long capturedCoins,
        long refundedCoins,
        CampaignState state,
        String reason) {

    static CampaignEvent of(Campaign campaign, Optional<BudgetRecord> budget) {
        return new CampaignEvent(
                campaign.id(),
                campaign.owner(),
                campaign.budget().value(),
                budget.map(it -> it.figures().captured().wholeCoins().value()).orElse(0L),
                budget.map(it -> it.figures().refunded().wholeCoins().value()).orElse(0L),
                campaign.state(),
                campaign.reason());
    }

    /** The type of the event that tells of the step; empty when others need not know of it. */
    static Optional<String> typeOf(Campaign before, Campaign after) {
        var name =
                switch (after.state()) {
                    case PENDING_REVIEW -> "submitted";
                    case SCHEDULED -> before.state() == CampaignState.PENDING_REVIEW ? "approved" : "";
                    case REJECTED -> "rejected";
                    case ACTIVE -> "started";
                    case PAUSED -> "paused";
                    case COMPLETED -> "completed";
                    case CANCELLED -> "cancelled";
                    case SETTLED -> "settled";
                    case DRAFT, SETTLING -> "";
                };
        return name.isEmpty() ? Optional.empty() : Optional.of("promote.campaign." + name);
    }
}
