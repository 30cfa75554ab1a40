package dev.coinstage.promote.campaign.domain;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish to have a content shown, and where it stands. Each step is a new value, or empty when the state does not allow it.
 *
 * @param budget 1 to {@link #LARGEST_BUDGET} coins, held in full at submit
 * @param price of one impression; none before submit, fixed from then on
 * @param reason why it was rejected or ended; empty while it is neither
 */
public record Campaign(
        UUID id,
        UUID owner,
        UUID content,
        Objective objective,
        Coins budget,
        Flight flight,
        Creative creative,
        CampaignState state,
        Micros price,
        Ending ending,
        String reason) {

    public static final long LARGEST_BUDGET = 1_000_000;

    /** Reasons of endings that the service itself decides. */
    public static final String FLIGHT_OVER = "FLIGHT_OVER";

    public static final String BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED";
    public static final String BY_OWNER = "BY_OWNER";
    public static final String CHARGEBACK = "CHARGEBACK";

    public Campaign {
        if (budget.value() < 1 || budget.value() > LARGEST_BUDGET) {
            throw new IllegalArgumentException("no campaign has a budget of " + budget);
        }
    }

    public static Campaign draft(
            UUID id, UUID owner, UUID content, Objective objective, Coins budget, Flight flight, Creative creative) {
        return new Campaign(
                id,
                owner,
                content,
                objective,
                budget,
                flight,
                creative,
                CampaignState.DRAFT,
                Micros.NONE,
                Ending.NONE,
                "");
    }

    /** @throws IllegalArgumentException for a price of nothing, or one that is more than the budget */
    public Optional<Campaign> submitted(Micros price) {
        if (price.isNone() || price.compareTo(budget.micros()) > 0) {
            throw new IllegalArgumentException("an impression cannot cost " + price + " of " + budget);
        }
        return moved(CampaignState.PENDING_REVIEW)
                .map(c -> new Campaign(
                        id, owner, content, objective, budget, flight, creative, c.state, price, ending, reason));
    }

    public Optional<Campaign> rejected(String why) {
        return moved(CampaignState.REJECTED).map(c -> c.because(Ending.NONE, why));
    }

    public Optional<Campaign> approved() {
        return state == CampaignState.PENDING_REVIEW ? moved(CampaignState.SCHEDULED) : Optional.empty();
    }

    /** Its time has come. */
    public Optional<Campaign> started(Instant now) {
        return state == CampaignState.SCHEDULED && flight.hasBegun(now) && !flight.isOver(now)
                ? moved(CampaignState.ACTIVE)
                : Optional.empty();
    }

    /** Pausing what is paused changes nothing. */
    public Optional<Campaign> paused() {
        return state == CampaignState.PAUSED ? Optional.of(this) : moved(CampaignState.PAUSED);
    }

    /** Resuming what is not paused, but scheduled or active, changes nothing. */
    public Optional<Campaign> resumed(Instant now) {
        return switch (state) {
            case SCHEDULED, ACTIVE -> Optional.of(this);
            case PAUSED -> moved(flight.hasBegun(now) ? CampaignState.ACTIVE : CampaignState.SCHEDULED);
            default -> Optional.empty();
        };
    }

    public Optional<Campaign> completed(String why) {
        return moved(CampaignState.COMPLETED).map(c -> c.because(Ending.COMPLETED, why));
    }

    /** Cancelling what was cancelled changes nothing, also when it is settled meanwhile. */
    public Optional<Campaign> cancelled(String why) {
        return ending == Ending.CANCELLED
                ? Optional.of(this)
                : moved(CampaignState.CANCELLED).map(c -> c.because(Ending.CANCELLED, why));
    }

    public Optional<Campaign> settling() {
        return moved(CampaignState.SETTLING);
    }

    public Optional<Campaign> settled() {
        return moved(CampaignState.SETTLED);
    }

    /** Nobody decided before its flight was over: it is rejected, so that no coins stay held for nothing. */
    public boolean isTooLateToReview(Instant now) {
        return state == CampaignState.PENDING_REVIEW && flight.isOver(now);
    }

    /** Why this campaign ends by itself now; empty when it goes on. */
    public Optional<String> dueEnd(Instant now, boolean exhausted) {
        if (!state.mayBecome(CampaignState.COMPLETED)) {
            return Optional.empty();
        }
        if (flight.isOver(now)) {
            return Optional.of(FLIGHT_OVER);
        }
        return exhausted ? Optional.of(BUDGET_EXHAUSTED) : Optional.empty();
    }

    private Optional<Campaign> moved(CampaignState to) {
        return state.mayBecome(to)
                ? Optional.of(new Campaign(
                        id, owner, content, objective, budget, flight, creative, to, price, ending, reason))
                : Optional.empty();
    }

    private Campaign because(Ending how, String why) {
        return new Campaign(id, owner, content, objective, budget, flight, creative, state, price, how, why);
    }
}
