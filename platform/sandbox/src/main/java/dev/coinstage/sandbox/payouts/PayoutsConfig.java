package dev.coinstage.sandbox.payouts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the payout provider. */
@ConfigMapping(prefix = "coinstage.sandbox.payouts")
interface PayoutsConfig {

    /** What callers send as {@code Authorization: Bearer}. */
    @WithDefault("sandbox-api-key")
    String apiKey();

    /** Where webhooks are sent; none are sent without it, and those of that time are sent when it is set. */
    Optional<URI> webhookUrl();

    /** What webhooks are signed with. */
    @WithDefault("sandbox-webhook-secret")
    String webhookSecret();

    /** How long a payout takes from one state to the next, 1 ms or more. */
    @WithDefault("300ms")
    Duration step();

    /** How long a delayed payout stays accepted, by the provider's clock. */
    @WithDefault("10s")
    Duration delay();

    /** First pause before an unanswered webhook is sent again; doubles up to {@link #retryAtMost}. */
    @WithDefault("500ms")
    Duration retryAfter();

    /** Longest pause between two tries of a webhook. */
    @WithDefault("30s")
    Duration retryAtMost();
}
