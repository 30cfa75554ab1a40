package dev.coinstage.payout.payout.domain;

/** Where a payout is, as its creator sees it. */
public enum PayoutState {
    /** Asked for; its diamonds are being held and fraud-service is asked. */
    REQUESTED,
    /** Stopped before it was submitted; the reason says by whom it can go on. */
    HELD,
    /** Decided, about to be submitted. */
    APPROVED,
    /** Its attempt is committed; the provider is being told, or was proved not to have been. */
    SUBMITTING,
    /** The provider may have it or not: nothing moves until it says. */
    OUTCOME_UNKNOWN,
    /** The provider has accepted it. */
    PROCESSING,
    /** On its way to the bank. */
    SENT,
    /** Paid. It may still come back. */
    COMPLETED,
    /** Paid, and came back days later. */
    RETURNED,
    /** Refused before it was submitted. */
    REJECTED,
    /** Called back by its creator before it was submitted. */
    CANCELED,
    /** The provider refused it, could not carry it out, or never had it. */
    FAILED;

    /** Nothing was paid and nothing will be. */
    public boolean isOver() {
        return this == REJECTED || this == CANCELED || this == FAILED;
    }

    /** How far the provider has come, as far as it said; 0 when it said nothing. */
    int progress() {
        return switch (this) {
            case PROCESSING -> 1;
            case SENT -> 2;
            case COMPLETED, FAILED -> 3;
            case RETURNED -> 4;
            default -> 0;
        };
    }
}
