package dev.coinstage.payout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerRequest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** fraud-service as the tests script it. */
final class Fraud {

    private static final Map<String, String> REPLIES = new ConcurrentHashMap<>();
    private static final Map<UUID, Function<Integer, Said>> SCRIPTS = new ConcurrentHashMap<>();
    private static final Map<UUID, List<JsonNode>> QUESTIONS = new ConcurrentHashMap<>();
    private static volatile boolean away;

    private Fraud() {}

    record Said(String outcome, Instant at) {
        static Said now(String outcome) {
            return new Said(outcome, Instant.now());
        }
    }

    static PeerStub stub() {
        return PeersResource.stub("fraud-service");
    }

    static void begin() {
        away = false;
        stub().start();
        stub().reset();
        stub().on("POST", "/internal/v1/decisions", Fraud::decide);
    }

    static void goAway() {
        away = true;
    }

    static void comeBack() {
        away = false;
    }

    /** What is said about a creator's payouts; the number is 1 with the first question. */
    static void says(UUID creator, Function<Integer, Said> script) {
        SCRIPTS.put(creator, script);
    }

    static void says(UUID creator, String outcome) {
        says(creator, number -> Said.now(outcome));
    }

    private static synchronized PeerReply decide(PeerRequest request) {
        if (away) {
            return PeerReply.json(503, "{\"code\":\"NOT_READY\"}");
        }
        var key = request.headers().get("idempotency-key");
        return PeerReply.json(201, REPLIES.computeIfAbsent(key, fresh -> decided(Wallet.read(request.body()))));
    }

    private static String decided(JsonNode question) {
        var user = UUID.fromString(question.path("userId").asText());
        var questions = QUESTIONS.computeIfAbsent(user, fresh -> new ArrayList<>());
        questions.add(question);
        var said = SCRIPTS.getOrDefault(user, number -> Said.now("ALLOW")).apply(questions.size());
        var review = said.outcome().equals("REVIEW") ? "\"caseId\":\"%s\",".formatted(UUID.randomUUID()) : "";
        return """
                {"decisionId":"%s","action":"PAYOUT","subjectId":"%s","userId":"%s","outcome":"%s","score":10,
                 "reasonCodes":["TEST"],%s"rulesVersion":"1","decidedAt":"%s"}""".formatted(
                UUID.randomUUID(), question.path("subjectId").asText(), user, said.outcome(), review, said.at());
    }

    static synchronized List<JsonNode> questions(UUID creator) {
        return List.copyOf(QUESTIONS.getOrDefault(creator, List.of()));
    }

    static UUID restrict(UUID creator) {
        var restriction = UUID.randomUUID();
        stub().feed().publish("fraud.restriction.imposed", creator.toString(), """
                        {"restrictionId":"%s","userId":"%s","kind":"PAYOUT","reasonCode":"TAINTED_GIFTS"}""".formatted(restriction, creator));
        return restriction;
    }

    static void lift(UUID restriction, UUID creator) {
        stub().feed().publish("fraud.restriction.lifted", creator.toString(), """
                        {"restrictionId":"%s","userId":"%s","kind":"PAYOUT","reasonCode":"TAINTED_GIFTS"}""".formatted(restriction, creator));
    }

    static void decideCase(UUID payout, UUID creator, String verdict) {
        var caseId = UUID.randomUUID();
        stub().feed().publish("fraud.case.decided", caseId.toString(), """
                        {"caseId":"%s","action":"PAYOUT","subjectId":"%s","userId":"%s","verdict":"%s","decidedBy":"%s"}""".formatted(
                        caseId, payout, creator, verdict, UUID.randomUUID()));
    }
}
