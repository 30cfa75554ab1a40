package dev.coinstage.payout.payout.domain;

/** How far the one attempt of a payout is. */
public enum Sending {
    /** There is none yet. */
    NONE,
    /** Committed, and surely not at the provider. */
    READY,
    /** The provider was called, or is about to be; it may have the payout. */
    OUT,
    /** The provider has answered: accepted or refused. */
    ANSWERED
}
