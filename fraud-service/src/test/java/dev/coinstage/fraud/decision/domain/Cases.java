package dev.coinstage.fraud.decision.domain;

import dev.coinstage.fraud.decision.domain.Features.Gifts;
import dev.coinstage.fraud.decision.domain.Features.Volume;
import dev.coinstage.fraud.decision.domain.Standing.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Features to begin with: honest ones, from which a test changes what it is about. */
final class Cases {

    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    static final RuleSettings SETTINGS = new RuleSettings(
            new RuleSettings.Outcomes(30, 50, 80),
            new RuleSettings.Users(50, 30, 50),
            new RuleSettings.Purchases(
                    5, 15, 35, new UsCents(50_000), new UsCents(150_000), 35, 25, 20, 86_400, new UsCents(10_000), 30),
            new RuleSettings.Campaigns(80, 60, 60, 60, 5, new UsCents(200_000), 50),
            new RuleSettings.Payouts(
                    86_400, new UsCents(50_000), 50, 1_000, 10, 40, 80, 50, 3, 15, 80, 10, 50, 50, 5, 50),
            List.of("coinstage.dev", "coinstage.app"));

    private Cases() {}

    static Standing honest(long cents) {
        return new Standing(NOW, NOW, new UsCents(cents), false, false, false, false, false, 0, Review.NONE);
    }

    static Features.Purchase purchase(Standing standing) {
        return new Features.Purchase(standing, Volume.NONE, Volume.NONE, 0, false, "", "US");
    }

    static Features.Campaign campaign(String title, String text, String link) {
        return new Features.Campaign(honest(667), Volume.NONE, title, text, link, false);
    }

    static Features.Payout payout(Standing standing, Duration methodAge, Gifts gifts) {
        return new Features.Payout(standing, Volume.NONE, NOW.minus(methodAge), 0, false, false, gifts);
    }

    static Decision decide(Features features) {
        return Engine.decide(features, SETTINGS);
    }
}
