package dev.coinstage.promote.campaign.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Campaigns. */
@ConfigMapping(prefix = "coinstage.campaigns")
public interface CampaignConfig {

    /** What an impression costs, in micro-coins, 1 to 1,000,000; fixed for a campaign when it is submitted. 50,000 are 20 impressions a coin. */
    @WithDefault("50000")
    @Min(1)
    @Max(1_000_000)
    long impressionPrice();
}
