package dev.coinstage.defaults.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 of what a request asks for, so that a key that comes back with another request is noticed.
 *
 * @param bytes 32 bytes
 */
public record RequestHash(byte[] bytes) {

    /** Hash of the request's values in a fixed order. Each is preceded by its length, so that ("ab","c") is not ("a","bc"). */
    public static RequestHash of(Object... values) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var value : values) {
                var text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(text);
            }
            return new RequestHash(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
