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
    @WithDefault("1000")
    @Min(1)
    int batchLimit();

    /** Most links that wait, 2 or more; a gift has two. Beyond it callers get 503 with Retry-After. */
    @WithDefault("40000")
    @Min(2)
    int queueLimit();

    /** Most links of linked requests that wait, 1,000 or more: as many as one request may have. Beyond it 503 with Retry-After. */
    @WithDefault("20000")
    @Min(1000)
    int linkedQueueLimit();

    /** Most links of linked requests that one batch takes beside its live ones, though never less than one chain; 1 or more. */
    @WithDefault("64")
    @Min(1)
    int linkedShare();

    /**
     * Longest time of one batch from BEGIN to the answer of COMMIT; and then of looking up a COMMIT without an answer. Deciding
     * a batch again one by one ends after three times as long. The server ends a transaction that is silent for so long.
     */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration batchTimeLimit();
}
