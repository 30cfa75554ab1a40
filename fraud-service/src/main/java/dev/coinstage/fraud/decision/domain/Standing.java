package dev.coinstage.fraud.decision.domain;

import java.time.Instant;

/**
 * What is known of the user and of the subject at the moment of a decision, whatever the action.
 *
 * @param at when it is decided; every age counts back from here
 * @param firstSeenAt when the user was first heard of, {@code at} when that is now
 * @param value what the action is about worth
 * @param blocked the user stands on the block list; outranks {@code allowed}
 * @param allowed the user stands on the allow list: points do not count, hard rules do
 * @param watched the user stands on the watch list
 * @param spendingRestricted an active restriction of kind SPENDING
 * @param payoutRestricted an active restriction of kind PAYOUT
 * @param chargebacks of the user's purchases, ever
 * @param review how far people are with this very subject
 */
public record Standing(
        Instant at,
        Instant firstSeenAt,
        UsCents value,
        boolean blocked,
        boolean allowed,
        boolean watched,
        boolean spendingRestricted,
        boolean payoutRestricted,
        int chargebacks,
        Review review) {

    /** What people said of the subject before. */
    public enum Review {
        /** Nobody was asked, or the answer is too old or was given for less. */
        NONE,
        OPEN,
        APPROVED,
        DENIED
    }
}
