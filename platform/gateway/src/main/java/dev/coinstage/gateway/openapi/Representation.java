package dev.coinstage.gateway.openapi;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The document as it goes over the wire.
 *
 * @param mediaType for Content-Type
 * @param etag      strong, of exactly these bytes
 * @param bytes     never changed
 */
public record Representation(String mediaType, String etag, Buffer bytes) {
    private static final int ETAG_BYTES = 16;

    static Representation of(String mediaType, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            var etag = '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
            return new Representation(mediaType, etag, Buffer.buffer(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
