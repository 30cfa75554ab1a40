package dev.coinstage.fraud.decision.app;

import dev.coinstage.fraud.decision.domain.RuleSettings;
import dev.coinstage.fraud.decision.domain.UsCents;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Thresholds and weights of the rules. Points are 0 to 100, amounts are US cents. A change makes a new rules version. */
@ConfigMapping(prefix = "coinstage.rules")
public interface RulesConfig {

    /** About how many smallest units of an asset make a dollar, 1 or more; what is not listed is weighed as cents. */
    Map<String, Long> unitsPerDollar();

    /** The platform's own domains: a link that only looks like one of them is refused. */
    @WithDefault("coinstage.dev,coinstage.app")
    List<String> ownDomains();

    /** How long a person's approval of a subject holds. */
    @WithDefault("7d")
    Duration approvalHolds();

    Outcomes outcomes();

    Users users();

    Purchases purchases();

    Campaigns campaigns();

    Payouts payouts();

    /** From which score on. */
    interface Outcomes {
        @WithDefault("30")
        @Min(1)
        @Max(100)
        int challenge();

        @WithDefault("50")
        @Min(1)
        @Max(100)
        int review();

        @WithDefault("80")
        @Min(1)
        @Max(100)
        int block();
    }

    interface Users {
        /** Points of a user on the watch list, who is reviewed in any case. */
        @WithDefault("50")
        int watched();

        /** Points of one earlier chargeback; of more than one twice as many. */
        @WithDefault("30")
        int chargeback();

        /** Points of a payout by a creator under a PAYOUT restriction, which is reviewed in any case. */
        @WithDefault("50")
        int restricted();
    }

    interface Purchases {
        /** From how many other purchases of the user in an hour on. */
        @WithDefault("5")
        @Min(1)
        int hourCount();

        /** From how many other purchases of the user in 24 hours on. */
        @WithDefault("15")
        @Min(1)
        int dayCount();

        /** Points of that; twice as many at twice the count. */
        @WithDefault("35")
        int frequent();

        /** From which sum in an hour on, this purchase included. */
        @WithDefault("50000")
        long hourSum();

        /** From which sum in 24 hours on, this purchase included. */
        @WithDefault("150000")
        long daySum();

        /** Points of that. */
        @WithDefault("35")
        int largeSum();

        /** Points for each other user of the same card. */
        @WithDefault("25")
        int cardUsers();

        /** Points of a card from another country than the store's region. */
        @WithDefault("20")
        int cardCountry();

        /** How long after it was first seen an account is new. */
        @WithDefault("24h")
        Duration young();

        /** From which amount on a purchase is large for a new account. */
        @WithDefault("10000")
        long largeForYoung();

        /** Points of that. */
        @WithDefault("30")
        int youngAndLarge();
    }

    interface Campaigns {
        @WithDefault("80")
        int freeCoins();

        @WithDefault("60")
        int offApp();

        @WithDefault("60")
        int bulkDiscount();

        @WithDefault("60")
        int linkDisallowed();

        /** From how many other campaigns of the user in 24 hours on. */
        @WithDefault("5")
        @Min(1)
        int burstCount();

        /** From which budget in 24 hours on, this campaign included. */
        @WithDefault("200000")
        long burstSum();

        /** Points of that. */
        @WithDefault("50")
        int burst();
    }

    interface Payouts {
        /** How long after it was added a method is fresh. */
        @WithDefault("24h")
        Duration fresh();

        /** From which amount on a payout is large for a fresh method. */
        @WithDefault("50000")
        long largeForFresh();

        /** Points of that; it is reviewed in any case. */
        @WithDefault("50")
        int freshAndLarge();

        /** Diamonds that a creator must have received before shares of gifters mean something. */
        @WithDefault("1000")
        @Min(1)
        long leastDiamonds();

        /** From which percentage of diamonds on, of gifters with a chargeback. */
        @WithDefault("10")
        @Min(1)
        @Max(100)
        int chargedBackPercent();

        /** Points of that; twice as many from half on. */
        @WithDefault("40")
        int chargedBack();

        /** Above which percentage of diamonds one gifter dominates. */
        @WithDefault("80")
        @Min(1)
        @Max(100)
        int dominatingPercent();

        /** Points of that. */
        @WithDefault("50")
        int dominating();

        /** Below how many gifters they are few. */
        @WithDefault("3")
        int fewGifters();

        /** Points of that. */
        @WithDefault("15")
        int few();

        /** Above which percentage of diamonds, of gifters first seen within the last day. */
        @WithDefault("80")
        @Min(1)
        @Max(100)
        int youngPercent();

        /** Points of that. */
        @WithDefault("10")
        int young();

        /** Points for each other creator with the same destination. */
        @WithDefault("50")
        int destinationUsers();

        /** Points of an open dispute about gifts to the creator; it is reviewed in any case. */
        @WithDefault("50")
        int openDispute();

        /** From how many other payouts of the creator in 24 hours on. */
        @WithDefault("5")
        @Min(1)
        int dayCount();

        /** Points of that. */
        @WithDefault("50")
        int frequent();
    }

    /** What the engine takes. */
    default RuleSettings settings() {
        return new RuleSettings(
                new RuleSettings.Outcomes(
                        outcomes().challenge(), outcomes().review(), outcomes().block()),
                new RuleSettings.Users(users().watched(), users().chargeback(), users().restricted()),
                ofPurchases(purchases()),
                ofCampaigns(campaigns()),
                ofPayouts(payouts()),
                ownDomains());
    }

    private static RuleSettings.Purchases ofPurchases(Purchases c) {
        return new RuleSettings.Purchases(
                c.hourCount(),
                c.dayCount(),
                c.frequent(),
                new UsCents(c.hourSum()),
                new UsCents(c.daySum()),
                c.largeSum(),
                c.cardUsers(),
                c.cardCountry(),
                c.young().toSeconds(),
                new UsCents(c.largeForYoung()),
                c.youngAndLarge());
    }

    private static RuleSettings.Campaigns ofCampaigns(Campaigns c) {
        return new RuleSettings.Campaigns(
                c.freeCoins(),
                c.offApp(),
                c.bulkDiscount(),
                c.linkDisallowed(),
                c.burstCount(),
                new UsCents(c.burstSum()),
                c.burst());
    }

    private static RuleSettings.Payouts ofPayouts(Payouts c) {
        return new RuleSettings.Payouts(
                c.fresh().toSeconds(),
                new UsCents(c.largeForFresh()),
                c.freshAndLarge(),
                c.leastDiamonds(),
                c.chargedBackPercent(),
                c.chargedBack(),
                c.dominatingPercent(),
                c.dominating(),
                c.fewGifters(),
                c.few(),
                c.youngPercent(),
                c.young(),
                c.destinationUsers(),
                c.openDispute(),
                c.dayCount(),
                c.frequent());
    }
}
