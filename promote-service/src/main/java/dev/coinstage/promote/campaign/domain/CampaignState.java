package dev.coinstage.promote.campaign.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where a campaign stands. That its budget is exhausted is derived, never stored. */
public enum CampaignState {
    /** Written, not submitted; nothing is held. */
    DRAFT,
    /** Submitted: the hold, then the review, are awaited. */
    PENDING_REVIEW,
    /** Refused by wallet or review; what was held goes back. The end. */
    REJECTED,
    /** Approved; its flight has not begun. */
    SCHEDULED,
    /** Delivered. */
    ACTIVE,
    /** Not delivered for now, by the owner's wish. */
    PAUSED,
    /** Flight or budget are over. Notices that are out are still billed. */
    COMPLETED,
    /** Ended by the owner or by a chargeback. The end for one of which nothing was held. */
    CANCELLED,
    /** Waits for the last notice, captures and refunds. */
    SETTLING,
    /** The rest is refunded. The end. */
    SETTLED;

    /** States that may follow. */
    public Set<CampaignState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(PENDING_REVIEW, CANCELLED);
            case PENDING_REVIEW -> EnumSet.of(REJECTED, SCHEDULED, CANCELLED);
            case SCHEDULED -> EnumSet.of(ACTIVE, PAUSED, COMPLETED, CANCELLED);
            case ACTIVE -> EnumSet.of(PAUSED, COMPLETED, CANCELLED);
            case PAUSED -> EnumSet.of(ACTIVE, SCHEDULED, COMPLETED, CANCELLED);
            case COMPLETED, CANCELLED -> EnumSet.of(SETTLING);
            case SETTLING -> EnumSet.of(SETTLED);
            case REJECTED, SETTLED -> EnumSet.noneOf(CampaignState.class);
        };
    }

    public boolean mayBecome(CampaignState other) {
        return next().contains(other);
    }
}
