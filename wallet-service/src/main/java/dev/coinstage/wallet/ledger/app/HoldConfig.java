package dev.coinstage.wallet.ledger.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Holds with a time limit. */
@ConfigMapping(prefix = "coinstage.holds")
public interface HoldConfig {

    /** How often holds are given back whose time is over: how late that may be. From its time on a hold cannot be captured. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration expireEvery();

    /** Most holds that are given back each time, 1 to 1,000; more follow the next time. */
    @WithDefault("500")
    @Min(1)
    @Max(1000)
    int expireLimit();
}
