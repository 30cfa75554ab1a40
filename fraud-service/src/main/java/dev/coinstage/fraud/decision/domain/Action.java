package dev.coinstage.fraud.decision.domain;

/** What somebody wants to do with coins, reach or money. */
public enum Action {
    PURCHASE,
    CAMPAIGN,
    PAYOUT
}
