package dev.coinstage.defaults.idempotency;

import java.time.Instant;

/**
 * What became of a request, as kept for its replays: success and refusal alike.
 *
 * @param outcome JSON, read only by the operation that wrote it
 */
public record StoredOutcome(ScopedKey key, RequestHash hash, String outcome, Instant recordedAt) {}
