package dev.coinstage.payout.payout.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}. Several v1 may stand there while a secret is changed; one must fit. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12})((?:,v1=[0-9a-f]{64}){1,4})");

    private WebhookSignature() {}

    /** Whether whoever knows the secret signed this body, at a time that is near enough. */
    static boolean isGood(String header, byte[] body, String secret, Instant now, Duration tolerance) {
        var form = FORM.matcher(String.valueOf(header));
        if (!form.matches()) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(form.group(1))), now)
                .abs();
        if (age.compareTo(tolerance) > 0) {
            return false;
        }
        var expected = hmac(form.group(1), body, secret);
        var good = false;
        for (var given : form.group(2).substring(1).split(",")) {
            good |= MessageDigest.isEqual(expected, HexFormat.of().parseHex(given.substring("v1=".length())));
        }
        return good;
    }

    static byte[] hmac(String time, byte[] body, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
