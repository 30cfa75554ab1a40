package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.wallet.ledger.app.Answer;
import java.util.Map;
import java.util.UUID;

/**
 * What was answered to some keys before.
 *
 * @param details of the postings among them, which are kept with the postings only
 */
record StoredOutcomes(Map<ScopedKey, StoredOutcome> byKey, Map<UUID, String> details) {

    static final StoredOutcomes NONE = new StoredOutcomes(Map.of(), Map.of());

    boolean has(ScopedKey key) {
        return byKey.containsKey(key);
    }

    /** The answer to a request that comes with that key again. */
    Answer replay(ScopedKey key, RequestHash asked, OutcomeJson json) {
        var stored = byKey.get(key);
        return stored.hash().equals(asked)
                ? new Answer.Decided(json.read(stored.outcome(), details), true)
                : new Answer.KeyReused();
    }
}
