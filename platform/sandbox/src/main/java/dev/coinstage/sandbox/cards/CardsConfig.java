package dev.coinstage.sandbox.cards;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the card provider. */
@ConfigMapping(prefix = "coinstage.sandbox.cards")
interface CardsConfig {

    /** What the shop sends as {@code Authorization: Bearer}. */
    @WithDefault("sk_test_sandbox")
    String apiKey();

    /** Where notices are sent; none are sent without it, and those of that time are sent when it is set. */
    Optional<URI> noticeUrl();

    /** What notices are signed with. */
    @WithDefault("whsec_sandbox")
    String noticeSecret();

    /** What a dispute costs the shop, in the currency's smallest unit. */
    @WithDefault("1500")
    long disputeFee();

    /** Pause before an unanswered notice is sent again. */
    @WithDefault("500ms")
    Duration retryAfter();
}
