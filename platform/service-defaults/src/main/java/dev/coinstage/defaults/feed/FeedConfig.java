package dev.coinstage.defaults.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The event feed and its consumers. */
@ConfigMapping(prefix = "coinstage.events")
public interface FeedConfig {

    /** Pause between two looks for events that are to be sealed, and of a waiting reader; 10 ms or more. */
    @WithDefault("100ms")
    Duration lookEvery();

    /** Most events that one transaction seals, 1 to 10,000. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int sealBatch();

    /** How long a sealed event is kept at least; a reader that is further behind is told to begin at the oldest one. */
    @WithDefault("90d")
    Duration retention();

    /** Most events of one page that a consumer asks for, and applies in one transaction, 1 to 500. */
    @WithDefault("200")
    @Min(1)
    @Max(500)
    int page();

    /** How long a consumer lets a producer wait for news, 1 s to 30 s. */
    @WithDefault("5s")
    Duration poll();

    /** How long a consumer that fell silent keeps its place; longer than {@link #poll}. */
    @WithDefault("15s")
    Duration lease();

    /** Pause after a failed look, 10 ms or more. */
    @WithDefault("1s")
    Duration retryEvery();

    /** How often an event is tried before it is parked, 1 or more. */
    @WithDefault("3")
    @Min(1)
    int tries();
}
