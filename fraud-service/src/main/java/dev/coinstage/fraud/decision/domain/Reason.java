package dev.coinstage.fraud.decision.domain;

/** Why a decision is as it is. The names are part of the contract: clients show them to analysts, never to users. */
public enum Reason {
    // whoever asks, whatever for
    USER_BLOCKED,
    USER_WATCHED,
    SPENDING_RESTRICTED,
    EARLIER_CHARGEBACKS,
    CASE_APPROVED,
    CASE_DENIED,
    CASE_OPEN,

    // purchases
    CARD_BLOCKED,
    PURCHASES_FREQUENT,
    PURCHASES_LARGE_SUM,
    CARD_ON_SEVERAL_USERS,
    CARD_COUNTRY_DIFFERS,
    NEW_ACCOUNT_LARGE_PURCHASE,

    // campaigns
    SCAM_FREE_COINS,
    SCAM_OFF_APP_TOP_UP,
    SCAM_BULK_DISCOUNT,
    SCAM_ASKS_FOR_CREDENTIALS,
    LINK_LOOKS_LIKE_US,
    LINK_DISALLOWED,
    LINK_BLOCKED,
    CAMPAIGNS_BURST,

    // payouts
    PAYOUT_RESTRICTED,
    DESTINATION_BLOCKED,
    FRESH_METHOD_LARGE_AMOUNT,
    CHARGED_BACK_SHARE,
    ONE_GIFTER_DOMINATES,
    FEW_GIFTERS,
    YOUNG_GIFTERS,
    DESTINATION_SHARED,
    OPEN_DISPUTE,
    PAYOUTS_FREQUENT
}
