package dev.coinstage.wallet.ledger.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The posting queue. */
@ConfigMapping(prefix = "coinstage.posting")
public interface PostingConfig {

    /** Most requests that one batch takes, 1 or more. Larger batches raise throughput and the slowest caller's wait. */
    @WithDefault("500")
    int batchLimit();

    /** Most requests that wait, 1 or more. Beyond it callers get 503 with Retry-After. */
    @WithDefault("20000")
    int queueLimit();

    /** Longest time of one batch from BEGIN to the answer of COMMIT. */
    @WithDefault("10s")
    Duration batchTimeLimit();
}
