package dev.coinstage.promote.delivery.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Leases and notices. */
@ConfigMapping(prefix = "coinstage.delivery")
public interface DeliveryConfig {

    /** Most coins of one budget that a process takes at a time, 1 to 1,000,000. More of them means fewer waits for the budget's row. */
    @WithDefault("25")
    @Min(1)
    @Max(1_000_000)
    long leaseCoins();

    /** How long a process serves from a lease, 1 s or more; then what is free goes back. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    Duration leaseLasts();

    /** How long a notice is good, 1 s to 1 h: how late an impression may be told, and how long a campaign at most settles. */
    @WithDefault("2m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration noticeLasts();
}
