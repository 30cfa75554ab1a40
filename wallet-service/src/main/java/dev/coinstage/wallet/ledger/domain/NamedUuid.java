package dev.coinstage.wallet.ledger.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of version 5 (RFC 9562): the same name in the same namespace is always the same id. */
final class NamedUuid {

    private static final int VERSION_5 = 0x5000;

    private NamedUuid() {}

    static UUID of(UUID namespace, String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            var hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & ~0xf000L | VERSION_5, hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
