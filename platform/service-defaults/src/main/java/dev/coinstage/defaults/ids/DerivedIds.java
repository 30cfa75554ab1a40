package dev.coinstage.defaults.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from another: the key of the second call about a payout, or of what an event causes. Whoever derives it again, after
 * a crash or on another machine, comes to the same one.
 */
public final class DerivedIds {

    private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedIds() {}

    /**
     * A UUIDv7 of the same millisecond; its 74 random bits are a SHA-256 of both.
     *
     * @param from a UUIDv7
     * @param name what the new one is for, such as {@code hold}
     */
    public static UUID of(UUID from, String name) {
        if (from.version() != 7) {
            throw new IllegalArgumentException(from + " is no UUIDv7");
        }
        var hash = ByteBuffer.wrap(hash(from, name));
        var high = (from.getMostSignificantBits() & TIME) | VERSION_7 | (hash.getLong() & 0xFFFL);
        var low = (hash.getLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }

    private static byte[] hash(UUID from, String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(from.getMostSignificantBits())
                    .putLong(from.getLeastSignificantBits())
                    .array());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
