package dev.coinstage.promote.campaign.domain;

/** What a campaign is to bring about. */
public enum Objective {
    VIEWS,
    FOLLOWERS,
    PROFILE_VISITS,
    LIVE_ATTENDANCE,
    SALES
}
