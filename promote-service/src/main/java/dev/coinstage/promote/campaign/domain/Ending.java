package dev.coinstage.promote.campaign.domain;

/** How a campaign ended, kept while it settles and after. */
public enum Ending {
    NONE,
    COMPLETED,
    CANCELLED
}
