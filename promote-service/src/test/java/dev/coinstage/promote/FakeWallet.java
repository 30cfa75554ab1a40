package dev.coinstage.promote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerRequest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A ledger as wallet-service's page describes it, as far as promote uses it: sticky answers, holds, captures, voids. It keeps its own books. */
final class FakeWallet {

    static final class Hold {
        final String owner;
        final String campaign;
        final long amount;
        long captured;
        long voided;

        Hold(String owner, String campaign, long amount) {
            this.owner = owner;
            this.campaign = campaign;
            this.amount = amount;
        }

        long left() {
            return amount - captured - voided;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Long> AVAILABLE = new HashMap<>();
    private static final Map<String, Hold> HOLDS = new LinkedHashMap<>();
    private static final Map<String, String> ANSWERS = new HashMap<>();
    private static final Map<String, String> BODIES = new HashMap<>();
    private static final List<String> FROZEN = new ArrayList<>();
    private static final List<String> FAULTS = new ArrayList<>();
    private static int drops;

    private FakeWallet() {}

    static PeerStub stub() {
        return PeersResource.stub("wallet-service");
    }

    static synchronized void begin() {
        stub().start();
        stub().reset();
        drops = 0;
        stub().on("POST", "/internal/v1/postings", FakeWallet::post);
    }

    static synchronized void give(UUID owner, long coins) {
        AVAILABLE.merge(owner.toString(), coins, Long::sum);
    }

    static synchronized long available(UUID owner) {
        return AVAILABLE.getOrDefault(owner.toString(), 0L);
    }

    static synchronized void freeze(UUID owner) {
        FROZEN.add(owner.toString());
    }

    /** So many requests are carried out without being answered. */
    static synchronized void dropReplies(int count) {
        drops = count;
    }

    /** The hold of that campaign. */
    static synchronized Hold holdOf(UUID campaign) {
        return HOLDS.values().stream()
                .filter(hold -> hold.campaign.equals(campaign.toString()))
                .findFirst()
                .orElseThrow();
    }

    static synchronized long holdsOf(UUID campaign) {
        return HOLDS.values().stream()
                .filter(hold -> hold.campaign.equals(campaign.toString()))
                .count();
    }

    /** A chargeback takes the rest of the hold, and says so in the feed. */
    static synchronized void chargeBack(UUID campaign) {
        var hold = holdOf(campaign);
        var coins = hold.left();
        hold.voided += coins;
        stub().feed().publish("wallet.chargeback-hold-voided", UUID.randomUUID().toString(), """
                        {"disputeId": "%s", "campaignId": "%s", "coins": %d}""".formatted(
                        UUID.randomUUID(), campaign, coins));
    }

    /** What it was asked against its contract. */
    static synchronized List<String> faults() {
        return List.copyOf(FAULTS);
    }

    private static synchronized PeerReply post(PeerRequest request) {
        try {
            var key = request.headers().get("idempotency-key");
            if (!request.headers().getOrDefault("authorization", "").startsWith("Bearer ")) {
                return PeerReply.json(401, "{\"code\":\"UNAUTHENTICATED\"}");
            }
            var same = BODIES.putIfAbsent(key, request.body());
            if (same != null && !same.equals(request.body())) {
                FAULTS.add("another request under key " + key);
                return PeerReply.json(409, "{\"code\":\"IDEMPOTENCY_KEY_REUSED\"}");
            }
            var posting = JSON.readTree(request.body()).path("postings").path(0);
            var answer = ANSWERS.computeIfAbsent(
                    key, fresh -> decide(posting, posting.path("links").path(0)));
            if (drops > 0) {
                drops--;
                return PeerReply.dropped();
            }
            return PeerReply.json(200, "{\"results\": [" + answer + "]}");
        } catch (IOException malformed) {
            return PeerReply.json(400, "{\"code\":\"MALFORMED_REQUEST\"}");
        }
    }

    private static String decide(JsonNode posting, JsonNode link) {
        return switch (link.path("type").asText()) {
            case "HOLD" -> hold(posting, link);
            case "CAPTURE" -> capture(link);
            case "VOID" -> release(link);
            default -> refused("INVALID_LINK");
        };
    }

    private static String hold(JsonNode posting, JsonNode link) {
        var owner = link.path("debit").path("owner").asText();
        var amount = link.path("amount").asLong();
        if (FROZEN.contains(owner)) {
            return refused("ACCOUNT_FROZEN");
        }
        if (AVAILABLE.getOrDefault(owner, 0L) < amount) {
            return refused("INSUFFICIENT_FUNDS");
        }
        AVAILABLE.merge(owner, -amount, Long::sum);
        var transfer = Generators.timeBasedEpochGenerator().generate().toString();
        HOLDS.put(transfer, new Hold(owner, posting.path("reference").asText(), amount));
        return posted(transfer);
    }

    private static String capture(JsonNode link) {
        var hold = HOLDS.get(link.path("hold").asText());
        var amount = link.path("amount").asLong();
        if (hold.left() == 0) {
            return refused("HOLD_CLOSED");
        }
        if (hold.left() < amount) {
            FAULTS.add("a capture beyond the hold");
            return refused("CAPTURE_EXCEEDS_HOLD");
        }
        hold.captured += amount;
        return posted(UUID.randomUUID().toString());
    }

    private static String release(JsonNode link) {
        var hold = HOLDS.get(link.path("hold").asText());
        if (hold.left() == 0) {
            return refused("HOLD_CLOSED");
        }
        AVAILABLE.merge(hold.owner, hold.left(), Long::sum);
        hold.voided += hold.left();
        return posted(UUID.randomUUID().toString());
    }

    private static String posted(String transfer) {
        return """
                {"status": "POSTED", "replayed": false, "postingId": "%s", "balances": [], "something": "new",
                 "transfers": [{"transferId": "%s", "kind": "HOLD", "amount": 1}]}""".formatted(UUID.randomUUID(), transfer);
    }

    private static String refused(String code) {
        return """
                {"status": "REFUSED", "replayed": false, "refusal": {"code": "%s", "detail": "No.", "values": {}}}""".formatted(code);
    }
}
