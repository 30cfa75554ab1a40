package dev.coinstage.wallet.ledger.db;

import dev.coinstage.wallet.ledger.domain.LedgerTime;
import java.time.Instant;

/**
 * The head as locked by a batch.
 *
 * @param now the database's clock while the head is held, so that all writers share one
 */
record LockedHead(long commitSequence, long postingSequence, Instant committedAt, Instant now) {

    LedgerTime next() {
        return new LedgerTime(commitSequence + 1, postingSequence, now.isBefore(committedAt) ? committedAt : now);
    }
}
