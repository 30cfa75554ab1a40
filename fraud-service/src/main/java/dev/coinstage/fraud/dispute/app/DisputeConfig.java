package dev.coinstage.fraud.dispute.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Disputes. */
@ConfigMapping(prefix = "coinstage.disputes")
public interface DisputeConfig {

    /** How long after the notice a dispute may be contested, 1 hour or more; the card schemes give about 20 days. */
    @WithDefault("20d")
    @DurationMin(hours = 1)
    Duration respondWithin();
}
