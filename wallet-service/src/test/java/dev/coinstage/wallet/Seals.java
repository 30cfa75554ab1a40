package dev.coinstage.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.proof.app.SealCommits;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Seals what was committed, before a test changes rows: what is sealed while they are changed would never verify again. */
final class Seals {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String UNSEALED =
            "SELECT commit_seq - (SELECT coalesce(max(commit_seq), 0) FROM commit_seal) FROM ledger_head";

    private Seals() {}

    /** Again and again, since the service's own sealer may be at it, and then nobody else is. */
    static void everything(SealCommits sealCommits) {
        Awaitility.await().atMost(LONGEST).untilAsserted(() -> {
            sealCommits.run().await().atMost(LONGEST);
            assertThat(Books.text(UNSEALED)).isEqualTo("0");
        });
    }
}
