package dev.coinstage.fraud.decision.domain;

import java.util.List;

/**
 * Thresholds and weights of the rules. A weight is the points that a rule adds, 0 to 100. Stored under the rules' version, so that a
 * decision can be replayed after they have changed.
 *
 * @param ownDomains domains of the platform itself; what only looks like them is refused
 */
public record RuleSettings(
        Outcomes outcomes,
        Users users,
        Purchases purchases,
        Campaigns campaigns,
        Payouts payouts,
        List<String> ownDomains) {

    public RuleSettings {
        ownDomains = List.copyOf(ownDomains);
    }

    /** From which score on an outcome is meant. */
    public record Outcomes(int challenge, int review, int block) {
        public Outcomes {
            if (challenge < 1 || challenge > review || review > block || block > Decision.HIGHEST) {
                throw new IllegalArgumentException("outcomes must rise from 1 to " + Decision.HIGHEST);
            }
        }
    }

    /**
     * @param restricted points of an action by a restricted user that waits for a person
     * @param chargeback points of one earlier chargeback; of more than one twice as many
     */
    public record Users(int watched, int chargeback, int restricted) {}

    /**
     * @param hourCount from how many other purchases in an hour on
     * @param dayCount the same in a day
     * @param hourSum from which value in an hour on, this purchase included
     * @param daySum the same in a day
     * @param largeSum points of a sum
     * @param frequent points of a count
     * @param cardUsers points for each other user of the card
     * @param youngSeconds an account is new as long as this after it was first seen
     * @param largeForYoung what is a large purchase for a new account
     */
    public record Purchases(
            int hourCount,
            int dayCount,
            int frequent,
            UsCents hourSum,
            UsCents daySum,
            int largeSum,
            int cardUsers,
            int cardCountry,
            long youngSeconds,
            UsCents largeForYoung,
            int youngAndLarge) {}

    /**
     * @param burstCount from how many other campaigns in a day on
     * @param burstSum from which value in a day on, this campaign included
     */
    public record Campaigns(
            int freeCoins,
            int offApp,
            int bulkDiscount,
            int linkDisallowed,
            int burstCount,
            UsCents burstSum,
            int burst) {}

    /**
     * @param freshSeconds a method is fresh as long as this after it was added
     * @param largeForFresh what is a large payout to a fresh method
     * @param leastDiamonds below so many, shares of gifters say nothing
     * @param chargedBackPercent from which share of diamonds on, of gifters with a chargeback
     * @param dominatingPercent above which share of diamonds, of one gifter
     * @param fewGifters below how many
     * @param youngPercent above which share of diamonds, of gifters who were first seen within a day
     * @param destinationUsers points for each other creator at the destination
     * @param dayCount from how many other payouts in a day on
     */
    public record Payouts(
            long freshSeconds,
            UsCents largeForFresh,
            int freshAndLarge,
            long leastDiamonds,
            int chargedBackPercent,
            int chargedBack,
            int dominatingPercent,
            int dominating,
            int fewGifters,
            int few,
            int youngPercent,
            int young,
            int destinationUsers,
            int openDispute,
            int dayCount,
            int frequent) {}
}
