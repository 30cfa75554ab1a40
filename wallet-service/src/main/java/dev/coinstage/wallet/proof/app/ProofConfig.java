package dev.coinstage.wallet.proof.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Sealing and checking of the books. */
@ConfigMapping(prefix = "coinstage.proof")
public interface ProofConfig {

    /** How often new commits are sealed: how late a seal may be. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration sealEvery();

    /** Most commits sealed in one transaction, 1 to 10,000; those that are left follow at once. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int sealBatch();

    /** Longest time of one statement that proves something to a caller; beyond it 503 PROOF_TIMED_OUT. */
    @WithDefault("60s")
    @DurationMin(millis = 1)
    Duration timeLimit();

    /** How often the invariants are checked that are told as metrics. */
    @WithDefault("60s")
    @DurationMin(millis = 100)
    Duration checkEvery();

    /** Newest postings whose accounts and transfers such a check looks at, 1 to 100,000. */
    @WithDefault("2000")
    @Min(1)
    @Max(100_000)
    int checkPostings();
}
