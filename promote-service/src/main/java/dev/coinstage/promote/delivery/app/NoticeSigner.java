package dev.coinstage.promote.delivery.app;

import dev.coinstage.promote.delivery.domain.Notice;
import dev.coinstage.promote.quantity.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Notices as text: {@code key id . contents . HMAC-SHA256 of both}, the latter two in base64url. The contents are campaign,
 * lease, impression (16 bytes each), price in micro-coins and expiry in epoch milliseconds (8 each).
 */
@ApplicationScoped
public class NoticeSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CONTENTS = 3 * 16 + 2 * Long.BYTES;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final String keyId;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();

    NoticeSigner(NoticeConfig config) {
        keyId = config.keyId();
        config.previousSecret().ifPresent(secret -> keys.put(config.previousKeyId(), key(secret)));
        keys.put(keyId, key(config.secret()));
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param notice whose expiry is kept to the millisecond */
    String sign(Notice notice) {
        var contents = ByteBuffer.allocate(CONTENTS);
        put(contents, notice.campaign());
        put(contents, notice.lease());
        put(contents, notice.impression());
        contents.putLong(notice.price().value());
        contents.putLong(notice.expiresAt().toEpochMilli());
        var signed = keyId + "." + ENCODER.encodeToString(contents.array());
        return signed + "." + ENCODER.encodeToString(mac(keys.get(keyId), signed));
    }

    /** The notice, if a key of ours signed exactly this. */
    Optional<Notice> read(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3 || !keys.containsKey(parts[0])) {
            return Optional.empty();
        }
        try {
            var mac = mac(keys.get(parts[0]), parts[0] + "." + parts[1]);
            // compared as text too: base64 has several spellings of the same bytes, and one notice shall have one
            var genuine = MessageDigest.isEqual(
                    ENCODER.encodeToString(mac).getBytes(StandardCharsets.US_ASCII),
                    parts[2].getBytes(StandardCharsets.US_ASCII));
            return genuine ? Optional.of(contents(DECODER.decode(parts[1]))) : Optional.empty();
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private static Notice contents(byte[] bytes) {
        if (bytes.length != CONTENTS) {
            throw new IllegalArgumentException("of another form");
        }
        var contents = ByteBuffer.wrap(bytes);
        return new Notice(
                uuid(contents),
                uuid(contents),
                uuid(contents),
                new Micros(contents.getLong()),
                Instant.ofEpochMilli(contents.getLong()));
    }

    private static void put(ByteBuffer contents, UUID id) {
        contents.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer contents) {
        return new UUID(contents.getLong(), contents.getLong());
    }

    private static byte[] mac(SecretKeySpec key, String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
