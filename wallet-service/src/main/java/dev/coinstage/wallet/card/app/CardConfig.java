package dev.coinstage.wallet.card.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The card provider, and what is sold while nobody can check it. */
@ConfigMapping(prefix = "coinstage.card")
public interface CardConfig {

    /** Where the provider's API is, without {@code /v1}. */
    @WithDefault("https://api.stripe.com")
    String url();

    /** The provider's secret key, sent as bearer token. Without it card purchases get 503. */
    Optional<String> apiKey();

    /** What the provider signs its notices with. Without it they get 503. */
    Optional<String> noticeSecret();

    /** How old a notice's signature may be, and how far ahead. */
    @WithDefault("5m")
    Duration noticeTolerance();

    /** Most coins of one purchase that goes on, in review, while fraud-service is away. */
    @WithDefault("1000")
    long uncheckedLimit();
}
