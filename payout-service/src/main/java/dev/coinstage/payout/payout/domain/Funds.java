package dev.coinstage.payout.payout.domain;

/** What the wallet has been asked to do with the diamonds. At most one posting is open at a time. */
public enum Funds {
    /** A hold is being asked for. */
    HOLDING,
    /** Reserved, without a time limit. */
    HELD,
    /** The wallet refused to hold. */
    REFUSED,
    /** The hold is being given back. */
    VOIDING,
    VOIDED,
    /** The hold is being captured, and the money booked. */
    SETTLING,
    SETTLED,
    /** What came back is being booked. */
    RETURNING,
    /** The wallet would not book it now, because the account is frozen: it is asked again later. */
    POSTPONED,
    RETURNED
}
