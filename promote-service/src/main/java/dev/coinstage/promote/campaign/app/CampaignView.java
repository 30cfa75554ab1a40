package dev.coinstage.promote.campaign.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.promote.budget.app.BudgetRecord;
import dev.coinstage.promote.campaign.domain.Campaign;
import dev.coinstage.promote.campaign.domain.CampaignState;
import dev.coinstage.promote.campaign.domain.Ending;
import dev.coinstage.promote.campaign.domain.Objective;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A campaign as its owner sees it, and as kept for replays. */
@RegisterForReflection
@Schema(name = "Campaign")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID ownerId,
        @Schema(required = true) UUID contentId,
        @Schema(required = true) Objective objective,
        @Schema(required = true, examples = "500") long budgetCoins,
        @Schema(required = true) Instant startsAt,
        @Schema(required = true) Instant endsAt,

        @Schema(required = true, examples = "Skin Prep tonight")
        String title,

        @Schema(required = true, examples = "Three steps before any make-up.")
        String text,

        @Schema(required = true) CampaignState state,

        @Schema(description = "Why it was rejected or has ended.", examples = "INSUFFICIENT_FUNDS")
        String reason,

        @Schema(description = "How it ended: COMPLETED or CANCELLED.")
        Ending endedAs,

        @Schema(description = "Of one impression, in micro-coins; from submit on.", examples = "50000")
        Long priceMicros,

        @Schema(description = "Where its held coins are; absent while nothing was held.")
        Money money) {

    /** The parts of a hold. */
    @RegisterForReflection
    @Schema(
            name = "CampaignMoney",
            description = "heldCoins = capturedCoins + refundedCoins + the micro-coins of all other parts. "
                    + "A millionth of a coin is a micro-coin.")
    public record Money(
            @Schema(required = true, examples = "500") long heldCoins,

            @Schema(required = true, description = "Charged for good.", examples = "120")
            long capturedCoins,

            @Schema(required = true, description = "Given back.", examples = "0")
            long refundedCoins,

            @Schema(required = true, description = "Billed and not captured yet.", examples = "350000")
            long billedMicros,

            @Schema(
                    required = true,
                    description = "Promised to impressions whose notice is still good.",
                    examples = "50000")
            long reservedMicros,

            @Schema(required = true, description = "Set aside for delivery, or free.", examples = "379600000")
            long freeMicros) {

        static Money from(BudgetRecord budget) {
            var figures = budget.figures();
            return new Money(
                    figures.held().wholeCoins().value(),
                    figures.captured().wholeCoins().value(),
                    figures.refunded().wholeCoins().value(),
                    figures.billed().value(),
                    figures.reserved().value(),
                    figures.leased().plus(figures.unleased()).value());
        }
    }

    public static CampaignView from(Campaign campaign, Optional<BudgetRecord> budget) {
        return new CampaignView(
                campaign.id(),
                campaign.owner(),
                campaign.content(),
                campaign.objective(),
                campaign.budget().value(),
                campaign.flight().startsAt(),
                campaign.flight().endsAt(),
                campaign.creative().title(),
                campaign.creative().text(),
                campaign.state(),
                campaign.reason().isEmpty() ? null : campaign.reason(),
                campaign.ending() == Ending.NONE ? null : campaign.ending(),
                campaign.price().isNone() ? null : campaign.price().value(),
                budget.map(Money::from).orElse(null));
    }
}
