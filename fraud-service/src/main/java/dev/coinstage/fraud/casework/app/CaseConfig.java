package dev.coinstage.fraud.casework.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Cases. */
@ConfigMapping(prefix = "coinstage.cases")
public interface CaseConfig {

    /** How long after its opening a case should be decided, 1 minute or more. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration dueAfter();
}
