package dev.coinstage.defaults.idempotency;

import java.util.UUID;

/**
 * A key within its scope, which is caller and operation: nobody can read or block another's keys.
 *
 * @param scope {@code caller/operation}, at most 100 characters
 * @param key UUIDv7
 */
public record ScopedKey(String scope, UUID key) {

    public static ScopedKey of(UUID caller, String operation, IdempotencyKey key) {
        return new ScopedKey(caller + "/" + operation, key.value());
    }
}
