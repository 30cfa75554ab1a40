package dev.coinstage.wallet.ledger.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Names an account. Its id follows from the name, so that the ledger finds it without a look-up and opens it inside a posting.
 *
 * @param owner a user's id, or {@link #PLATFORM}
 */
public record AccountKey(String owner, AccountKind kind, Asset asset) {

    public static final String PLATFORM = "platform";

    /** Namespace of account ids, itself a random UUID. */
    private static final UUID NAMESPACE = UUID.fromString("6f3c1a52-7a0e-4a6e-9d6b-0d2f4f6f8a11");

    private static final int VERSION_5 = 0x5000;

    public static AccountKey platform(AccountKind kind, Asset asset) {
        return new AccountKey(PLATFORM, kind, asset);
    }

    public static AccountKey of(UUID user, AccountKind kind, Asset asset) {
        return new AccountKey(user.toString(), kind, asset);
    }

    /** UUIDv5 (RFC 9562) of owner, kind and asset. */
    public UUID id() {
        var hash = sha1(owner + '/' + kind + '/' + asset.code());
        var high = hash.getLong() & ~0xf000L | VERSION_5;
        var low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static ByteBuffer sha1(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            var namespace = ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits());
            digest.update(namespace.array());
            return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
