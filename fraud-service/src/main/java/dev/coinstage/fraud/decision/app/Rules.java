package dev.coinstage.fraud.decision.app;

import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.decision.domain.Features;
import dev.coinstage.fraud.decision.domain.RuleSettings;
import dev.coinstage.fraud.decision.domain.Standing;
import dev.coinstage.fraud.decision.domain.UsCents;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * The rules in force: the engine's code, and the settings of this process, under one version. Settings and features are written as JSON,
 * of which the domain knows nothing: they are registered here for native images.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            RuleSettings.class,
            RuleSettings.Outcomes.class,
            RuleSettings.Users.class,
            RuleSettings.Purchases.class,
            RuleSettings.Campaigns.class,
            RuleSettings.Payouts.class,
            UsCents.class,
            Standing.class,
            Features.Purchase.class,
            Features.Campaign.class,
            Features.Payout.class,
            Features.Volume.class,
            Features.Gifts.class
        })
public class Rules {

    /** Of the code of the rules: one more with each change of what a rule does. */
    private static final String CODE = "1";

    private static final long CENTS = 100;
    private static final int HASH_LENGTH = 10;

    private final RuleSettings settings;
    private final String version;
    private final Map<String, Long> unitsPerDollar;
    private final Duration approvalHolds;

    Rules(RulesConfig config, Json json) {
        settings = config.settings();
        version = CODE + "." + hash(json.write(settings)).substring(0, HASH_LENGTH);
        unitsPerDollar = Map.copyOf(config.unitsPerDollar());
        approvalHolds = config.approvalHolds();
    }

    public RuleSettings settings() {
        return settings;
    }

    /** At most 40 characters; another one for other settings. */
    public String version() {
        return version;
    }

    /** What so many smallest units of an asset are about worth; of an unknown one, as if they were cents. */
    public UsCents value(String asset, long units) {
        return UsCents.of(units, Math.max(1, unitsPerDollar.getOrDefault(asset, CENTS)));
    }

    /** How long a person's approval of a subject holds. */
    public Duration approvalHolds() {
        return approvalHolds;
    }

    private static String hash(String settings) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
