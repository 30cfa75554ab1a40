package dev.coinstage.payout.payout.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** How payouts are carried out. */
@ConfigMapping(prefix = "coinstage.payouts")
public interface PayoutConfig {

    /** How old fraud-service's decision may be when the provider is told. */
    @WithDefault("60s")
    Duration decisionAge();

    /** Pause between two looks for payouts that are due, 10 ms or more. */
    @WithDefault("200ms")
    Duration lookEvery();

    /** Most payouts that one process has under way, 1 to 500. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int lookBatch();

    /** How long a process that fell silent keeps a payout; longer than a call of the provider may take. */
    @WithDefault("30s")
    Duration lease();

    /** Pause after the first step in vain, and before the first question about an unknown outcome; doubled with each further one. */
    @WithDefault("1s")
    Duration firstPause();

    /** Longest pause between two steps in vain. */
    @WithDefault("60s")
    Duration longestPause();

    /** How often the provider is asked about a payout that it has accepted, should a webhook be lost. */
    @WithDefault("60s")
    Duration askEvery();

    /** How often a payout that waits for the wallet's account to be in order is looked at again. */
    @WithDefault("60s")
    Duration recheckEvery();

    /** How often the provider is asked whether a paid payout came back, should a webhook be lost. */
    @WithDefault("6h")
    Duration askForReturnsEvery();

    /** For how long after its request a paid payout may come back. */
    @WithDefault("60d")
    Duration returnsFor();

    /** How long after the last call the provider's proof that it has nothing is good for giving the diamonds back. */
    @WithDefault("30s")
    Duration proofAfter();

    Provider provider();

    /** The payout provider; its address is {@code coinstage.peers.payout-provider.url}. */
    interface Provider {

        @NotBlank
        String apiKey();

        /** What its webhooks are signed with. */
        @NotBlank
        String webhookSecret();

        /** How far a webhook's time may be from ours. */
        @WithDefault("5m")
        Duration webhookTolerance();
    }
}
