package dev.coinstage.payout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerRequest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** wallet-service as the tests script it: postings under sticky keys, and each creator's standing. */
final class Wallet {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Posted> BY_KEY = new ConcurrentHashMap<>();
    private static final ConcurrentLinkedQueue<Posted> POSTED = new ConcurrentLinkedQueue<>();
    private static final Map<UUID, Standing> STANDINGS = new ConcurrentHashMap<>();
    private static final Map<String, String> REFUSALS = new ConcurrentHashMap<>();
    private static volatile boolean away;

    private Wallet() {}

    /** @param refusal empty when it was posted */
    record Posted(String key, String kind, String reference, JsonNode links, String refusal, String reply) {

        boolean isPosted() {
            return refusal.isEmpty();
        }
    }

    record Standing(long available, long owed, boolean frozen) {}

    static PeerStub stub() {
        return PeersResource.stub("wallet-service");
    }

    static void begin() {
        away = false;
        REFUSALS.clear();
        stub().start();
        stub().reset();
        stub().on("POST", "/internal/v1/postings", Wallet::post);
        stub().on("GET", "/internal/v1/users/", Wallet::accounts);
    }

    static void goAway() {
        away = true;
    }

    static void comeBack() {
        away = false;
    }

    static void standing(UUID creator, long available, long owed, boolean frozen) {
        STANDINGS.put(creator, new Standing(available, owed, frozen));
    }

    /** Refuses postings of that kind from now on; keys that were refused stay refused. */
    static void refuse(String kind, String code) {
        REFUSALS.put(kind, code);
    }

    static void refuseNoMore(String kind) {
        REFUSALS.remove(kind);
    }

    private static PeerReply accounts(PeerRequest request) {
        if (away) {
            return PeerReply.json(503, "{\"code\":\"NOT_READY\"}");
        }
        var user = UUID.fromString(request.path().split("/")[4]);
        var standing = STANDINGS.getOrDefault(user, new Standing(1_000_000, 0, false));
        return PeerReply.json(200, """
                {"items":[
                  {"accountId":"%s","kind":"CREATOR_DIAMONDS","asset":"DIAMOND","posted":%d,"available":%d,"held":0,"frozen":%b,"closed":false},
                  {"accountId":"%s","kind":"CREATOR_RECEIVABLE","asset":"DIAMOND","posted":%d,"available":0,"held":0,"frozen":false,"closed":false}]}
                """.formatted(
                        UUID.randomUUID(),
                        standing.available(),
                        standing.available(),
                        standing.frozen(),
                        UUID.randomUUID(),
                        -standing.owed()));
    }

    private static synchronized PeerReply post(PeerRequest request) {
        if (away) {
            return PeerReply.json(503, "{\"code\":\"QUEUE_FULL\"}");
        }
        var key = request.headers().get("idempotency-key");
        var known = BY_KEY.get(key);
        if (known != null) {
            return PeerReply.json(200, known.reply());
        }
        var posting = read(request.body()).path("postings").path(0);
        var kind = posting.path("kind").asText();
        var refusal = REFUSALS.getOrDefault(kind, "");
        var reply = refusal.isEmpty() ? posted(kind) : refused(refusal);
        var posted = new Posted(key, kind, posting.path("reference").asText(), posting.path("links"), refusal, reply);
        BY_KEY.put(key, posted);
        POSTED.add(posted);
        return PeerReply.json(200, reply);
    }

    private static String posted(String kind) {
        var transfers = kind.equals("payout.hold")
                ? "\"transfers\":[{\"transferId\":\"%s\",\"kind\":\"HOLD\",\"amount\":1}],".formatted(UUID.randomUUID())
                : "";
        return "{\"results\":[{\"status\":\"POSTED\",\"replayed\":false,%s\"postingId\":\"%s\"}]}"
                .formatted(transfers, UUID.randomUUID());
    }

    private static String refused(String code) {
        return "{\"results\":[{\"status\":\"REFUSED\",\"replayed\":false,\"refusal\":{\"code\":\"%s\",\"detail\":\"x\",\"values\":{}}}]}"
                .formatted(code);
    }

    /** Postings for a payout, in order. */
    static List<Posted> postings(UUID payout) {
        return POSTED.stream()
                .filter(posted -> posted.reference().equals(payout.toString()))
                .toList();
    }

    /** Their kinds, those that were refused left out. */
    static List<String> kinds(UUID payout) {
        return postings(payout).stream()
                .filter(Posted::isPosted)
                .map(Posted::kind)
                .toList();
    }

    static JsonNode link(UUID payout, String kind, int place) {
        return postings(payout).stream()
                .filter(posted -> posted.isPosted() && posted.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .links()
                .path(place);
    }

    /** Of each payout: one hold at most, and that either given back or captured, once. */
    static void assertNothingMovedTwice() {
        POSTED.stream().map(Posted::reference).distinct().forEach(reference -> {
            var kinds = kinds(UUID.fromString(reference));
            assertThat(kinds).as(reference).doesNotHaveDuplicates();
            assertThat(kinds.contains("payout.void") && kinds.contains("payout.settle"))
                    .as(reference)
                    .isFalse();
        });
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
