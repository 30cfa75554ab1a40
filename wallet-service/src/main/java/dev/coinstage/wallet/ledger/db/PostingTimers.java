package dev.coinstage.wallet.ledger.db;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

/** Where a batch's time goes, beside waiting for the head and reading. */
@ApplicationScoped
class PostingTimers {

    private final Timer decide;
    private final Timer write;
    private final Timer commit;

    PostingTimers(MeterRegistry metrics) {
        this.decide = metrics.timer("coinstage.posting.decide.time");
        this.write = metrics.timer("coinstage.posting.write.time");
        this.commit = metrics.timer("coinstage.posting.commit.time");
    }

    Timer decide() {
        return decide;
    }

    Timer write() {
        return write;
    }

    Timer commit() {
        return commit;
    }
}
