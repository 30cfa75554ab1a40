package dev.coinstage.wallet;

import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerStub;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A card provider that a test scripts, and that signs notices as the real one does. */
public final class CardProviderResource implements QuarkusTestResourceLifecycleManager {

    private static final String NOTICE_SECRET = "whsec_of_the_tests";

    private static PeerStub stub;

    @Override
    public Map<String, String> start() {
        stub = PeerStub.started("card-provider");
        return Map.of(
                "coinstage.card.url", stub.url(),
                "coinstage.card.api-key", "sk_of_the_tests",
                "coinstage.card.notice-secret", NOTICE_SECRET,
                "coinstage.commands.first-pause", "100ms",
                "coinstage.commands.longest-pause", "500ms",
                "coinstage.events.retry-every", "100ms");
    }

    @Override
    public void stop() {
        stub.close();
    }

    static PeerStub stub() {
        return stub;
    }

    /** Takes every payment, under an id that follows from the purchase's. */
    static void takesPayments() {
        stub.reset();
        stub.on("POST", "/v1/payment_intents", request -> {
            var id = "pi_" + request.headers().get("idempotency-key");
            return PeerReply.json(
                    200, "{\"id\": \"%s\", \"client_secret\": \"%s_secret\", \"object\": \"x\"}".formatted(id, id));
        });
        stub.on("POST", "/v1/refunds", request -> PeerReply.json(200, "{\"id\": \"re_1\", \"status\": \"succeeded\"}"));
    }

    static String signature(String body) {
        return signature(body, Instant.now(), NOTICE_SECRET);
    }

    static String signature(String body, Instant at, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (java.security.GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
