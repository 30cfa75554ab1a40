package dev.coinstage.promote.settlement.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Captures, refunds, and what time does to campaigns. */
@ConfigMapping(prefix = "coinstage.settlement")
public interface SettlementConfig {

    /** A campaign is captured at most once in each window of this length, 1 s to 1 h. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration captureWindow();

    /** How often it is looked for campaigns, leases and notices whose time has come: how late that is seen. 1 s or more. */
    @WithDefault("1s")
    @DurationMin(seconds = 1)
    Duration every();

    /** Most campaigns of each kind that one look takes on, 1 to 1,000. */
    @WithDefault("200")
    @Min(1)
    @Max(1_000)
    int campaigns();

    /** Most notices and leases that one look gives back, 1 to 100,000. */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int notices();
}
