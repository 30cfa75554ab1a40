package dev.coinstage.fraud.casework.domain;

/** What a case is about; in events it is the {@code action}. */
public enum CaseKind {
    PURCHASE,
    CAMPAIGN,
    PAYOUT,
    CHARGEBACK
}
