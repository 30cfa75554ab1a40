package dev.coinstage.wallet.ledger.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The posting queue. */
@ConfigMapping(prefix = "coinstage.posting")
public interface PostingConfig {

    /** Most requests that one batch takes, 1 or more. Larger batches raise throughput and the slowest caller's wait. */
    @WithDefault("500")
    @Min(1)
    int batchLimit();

    /** Most requests that wait, 1 or more. Beyond it callers get 503 with Retry-After. */
    @WithDefault("20000")
    @Min(1)
    int queueLimit();

    /** Longest time of one batch from BEGIN to the answer of COMMIT; and then of looking up a COMMIT without an answer. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration batchTimeLimit();
}
