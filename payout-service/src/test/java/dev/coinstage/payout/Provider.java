package dev.coinstage.payout;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerRequest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The payout provider as the tests script it: what becomes of an order is told by the end of its destination. */
final class Provider {

    static final String SECRET = "secret-of-the-test";

    static final String SUCCEEDS = "tok_test_0001";
    static final String REJECTED = "tok_test_0002";
    static final String DROPPED_AFTER = "tok_test_0005";
    static final String DROPPED_BEFORE = "tok_test_0006";
    static final String DROPPED_ALWAYS = "tok_test_0007";
    static final String FAULTY = "tok_test_0500";

    private static final Map<String, Order> BY_REFERENCE = new ConcurrentHashMap<>();
    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static volatile boolean away;

    private Provider() {}

    static final class Order {
        final String id = "po_" + UUID.randomUUID().toString().replace("-", "");
        final String reference;
        final long amountMinor;
        final String currency;
        volatile String status = "ACCEPTED";
        volatile long returnedMinor;

        Order(JsonNode body) {
            reference = body.path("reference").asText();
            amountMinor = body.path("amountMinor").asLong();
            currency = body.path("currency").asText();
        }

        String json() {
            var more = status.equals("RETURNED") ? ",\"returnedMinor\":" + returnedMinor : "";
            more += status.equals("FAILED") ? ",\"failure\":\"account_not_found\"" : "";
            return "{\"id\":\"%s\",\"reference\":\"%s\",\"amountMinor\":%d,\"currency\":\"%s\",\"destination\":\"x\",\"status\":\"%s\"%s}"
                    .formatted(id, reference, amountMinor, currency, status, more);
        }
    }

    record Call(String key, String authorization, JsonNode body) {}

    static PeerStub stub() {
        return PeersResource.stub("payout-provider");
    }

    static void begin() {
        away = false;
        stub().start();
        stub().reset();
        stub().on("POST", "/v1/payouts", Provider::submit);
        stub().on("GET", "/v1/payouts", Provider::find);
    }

    /** Answers no question; orders are still taken or dropped as scripted. */
    static void answersNoQuestions() {
        away = true;
    }

    static void answersAgain() {
        away = false;
    }

    private static synchronized PeerReply submit(PeerRequest request) {
        var body = Wallet.read(request.body());
        var reference = body.path("reference").asText();
        CALLS.add(new Call(
                request.headers().get("idempotency-key"), request.headers().get("authorization"), body));
        var destination = body.path("destination").asText();
        var again = calls(reference).size() > 1;
        switch (destination) {
            case REJECTED:
                return PeerReply.json(422, "{\"code\":\"DESTINATION_REJECTED\"}");
            case FAULTY:
                return again ? accept(body) : PeerReply.json(500, "{\"code\":\"INTERNAL_ERROR\"}");
            case DROPPED_ALWAYS:
                return PeerReply.dropped();
            case DROPPED_BEFORE:
                return again ? accept(body) : PeerReply.dropped();
            case DROPPED_AFTER:
                accept(body);
                return PeerReply.dropped();
            default:
                return accept(body);
        }
    }

    private static PeerReply accept(JsonNode body) {
        var order = BY_REFERENCE.computeIfAbsent(body.path("reference").asText(), fresh -> new Order(body));
        return PeerReply.json(201, order.json());
    }

    private static PeerReply find(PeerRequest request) {
        if (away) {
            return PeerReply.json(503, "{}");
        }
        var order = BY_REFERENCE.get(request.query().replace("reference=", ""));
        return PeerReply.json(200, "{\"items\":[%s]}".formatted(order == null ? "" : order.json()));
    }

    static List<Call> calls(String reference) {
        return CALLS.stream()
                .filter(call -> call.body().path("reference").asText().equals(reference))
                .toList();
    }

    static String reference(UUID payout) {
        return payout.toString().replace("-", "") + "-1";
    }

    static List<Call> calls(UUID payout) {
        return calls(reference(payout));
    }

    static Order order(UUID payout) {
        return BY_REFERENCE.get(reference(payout));
    }

    /** The order's state changes, and nobody is told. */
    static void moves(UUID payout, String status, long returnedMinor) {
        var order = order(payout);
        order.returnedMinor = returnedMinor;
        order.status = status;
    }

    /** The event of that state, whatever the order's state is. */
    static String event(UUID payout, String status, long returnedMinor) {
        var order = order(payout);
        var before = order.status;
        order.returnedMinor = returnedMinor;
        order.status = status;
        var data = order.json();
        order.status = before;
        return "{\"id\":\"evt_%s\",\"type\":\"payout.%s\",\"createdAt\":\"%s\",\"data\":%s}"
                .formatted(UUID.randomUUID(), status.toLowerCase(Locale.ROOT), Instant.now(), data);
    }

    static Response tell(String event) {
        return tell(event, signature(event, SECRET, Instant.now()));
    }

    static Response tell(String event, String signature) {
        return given().filter(PayoutCalls.IN_CONTRACT)
                .header("Content-Type", "application/json")
                .header("Provider-Signature", signature)
                .body(event.getBytes(StandardCharsets.UTF_8))
                .post("/v1/payout-provider/webhooks");
    }

    /** The state changes and is told. */
    static void tells(UUID payout, String status) {
        tells(payout, status, 0);
    }

    static void tells(UUID payout, String status, long returnedMinor) {
        moves(payout, status, returnedMinor);
        tell(event(payout, status, returnedMinor)).then().statusCode(204);
    }

    static String signature(String body, String secret, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var hash = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
