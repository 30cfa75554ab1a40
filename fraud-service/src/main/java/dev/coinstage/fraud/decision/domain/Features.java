package dev.coinstage.fraud.decision.domain;

import java.time.Instant;

/**
 * Everything that a decision stands on. Stored with the decision, so that the same engine gives the same decision again. Texts
 * that were not given are empty.
 */
public sealed interface Features {

    Standing standing();

    Action action();

    /**
     * @param lastHour the user's other purchases that were decided on in the last hour
     * @param lastDay the same in the last 24 hours, the last hour's among them
     * @param cardUsers other users on whom the same card was seen
     */
    record Purchase(
            Standing standing,
            Volume lastHour,
            Volume lastDay,
            int cardUsers,
            boolean cardBlocked,
            String cardCountry,
            String region)
            implements Features {
        @Override
        public Action action() {
            return Action.PURCHASE;
        }
    }

    /**
     * @param lastDay the user's other campaigns that were decided on in the last 24 hours
     * @param linkBlocked the link's domain, or one above it, stands on the block list
     */
    record Campaign(Standing standing, Volume lastDay, String title, String text, String link, boolean linkBlocked)
            implements Features {
        @Override
        public Action action() {
            return Action.CAMPAIGN;
        }
    }

    /**
     * @param lastDay the creator's other payouts that were decided on in the last 24 hours
     * @param methodAddedAt when the payout method was added; when nobody says, just now
     * @param destinationUsers other creators who are paid to the same destination
     * @param openDispute a dispute without a verdict touches gifts that the creator received
     */
    record Payout(
            Standing standing,
            Volume lastDay,
            Instant methodAddedAt,
            int destinationUsers,
            boolean destinationBlocked,
            boolean openDispute,
            Gifts gifts)
            implements Features {
        @Override
        public Action action() {
            return Action.PAYOUT;
        }
    }

    /**
     * How much happened in a span of time.
     *
     * @param count 0 or more
     */
    record Volume(int count, UsCents value) {

        public static final Volume NONE = new Volume(0, UsCents.NONE);
    }

    /**
     * Where a creator's diamonds came from, as far as the wallet's feed told.
     *
     * @param gifters distinct ones
     * @param diamonds of all gifts
     * @param ofLargest diamonds of the one who gave most
     * @param ofYoung diamonds of those who were first seen within the last day
     * @param ofChargedBack diamonds of those with a chargeback
     */
    record Gifts(int gifters, long diamonds, long ofLargest, long ofYoung, long ofChargedBack) {

        public static final Gifts NONE = new Gifts(0, 0, 0, 0, 0);

        /** A hundred times as many must be a number still. */
        private static final long MOST = Long.MAX_VALUE / 1000;

        public Gifts {
            if (gifters < 0 || diamonds > MOST) {
                throw new IllegalArgumentException("no such gifts: " + gifters + " gifters, " + diamonds + " diamonds");
            }
            if (Math.min(Math.min(ofLargest, ofYoung), ofChargedBack) < 0
                    || Math.max(Math.max(ofLargest, ofYoung), ofChargedBack) > diamonds) {
                throw new IllegalArgumentException("a part is more than all " + diamonds + " diamonds");
            }
        }
    }
}
