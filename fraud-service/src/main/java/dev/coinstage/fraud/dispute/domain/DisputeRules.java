package dev.coinstage.fraud.dispute.domain;

import java.util.Optional;

/** What happens about a dispute without a person. */
public final class DisputeRules {

    private DisputeRules() {}

    /** What the wallet is told to do. */
    public enum Decision {
        /** Take back what the purchase became, in the wallet's order, and book the rest as debts. */
        CLAW_BACK
    }

    /**
     * The card's money is gone when the notice comes, so the coins are clawed back as soon as it is known where they went: every hour
     * more of them is given away or paid out. Nothing is decided when the wallet has done it already.
     */
    public static Optional<Decision> decide(boolean carriedOut) {
        return carriedOut ? Optional.empty() : Optional.of(Decision.CLAW_BACK);
    }
}
