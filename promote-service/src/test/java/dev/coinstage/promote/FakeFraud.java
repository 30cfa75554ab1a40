package dev.coinstage.promote;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.testing.PeerReply;
import dev.coinstage.testing.PeerRequest;
import dev.coinstage.testing.PeerStub;
import dev.coinstage.testing.PeersResource;
import java.io.IOException;
import java.util.UUID;

/** A fraud-service that decides by the campaign's title: it answers what stands there in capitals, else ALLOW. */
final class FakeFraud {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeFraud() {}

    static PeerStub stub() {
        return PeersResource.stub("fraud-service");
    }

    static void begin() {
        stub().start();
        stub().reset();
        stub().on("POST", "/internal/v1/decisions", FakeFraud::decide);
    }

    static void decideCase(UUID campaign, String verdict) {
        stub().feed().publish("fraud.case.decided", UUID.randomUUID().toString(), """
                        {"caseId": "%s", "action": "CAMPAIGN", "subjectId": "%s", "userId": "%s", "verdict": "%s", "decidedBy": "%s"}""".formatted(
                        UUID.randomUUID(), campaign, UUID.randomUUID(), verdict, UUID.randomUUID()));
    }

    private static PeerReply decide(PeerRequest request) {
        try {
            var asked = JSON.readTree(request.body());
            var title = asked.path("facts").path("title").asText();
            var outcome = title.startsWith("REVIEW") || title.startsWith("CHALLENGE") || title.startsWith("BLOCK")
                    ? title.substring(0, title.indexOf(' '))
                    : "ALLOW";
            return PeerReply.json(201, """
                    {"decisionId": "%s", "action": "CAMPAIGN", "subjectId": "%s", "userId": "%s", "outcome": "%s", "score": 10,
                     "reasonCodes": ["LINK_SUSPICIOUS"], "rulesVersion": "1", "decidedAt": "2026-11-24T12:00:00Z"}""".formatted(
                            UUID.randomUUID(),
                            asked.path("subjectId").asText(),
                            asked.path("userId").asText(),
                            outcome));
        } catch (IOException malformed) {
            return PeerReply.json(400, "{\"code\":\"MALFORMED_REQUEST\"}");
        }
    }
}
