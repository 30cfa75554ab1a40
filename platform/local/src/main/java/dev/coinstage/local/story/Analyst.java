package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import java.net.http.HttpRequest;
import java.util.UUID;

/** Somebody of the security team, who comes through the security gateway. */
public final class Analyst {

    private final Session session;
    private final Api api;

    /** @param api of the security gateway */
    public Analyst(Session session, Api api) {
        this.session = session;
        this.api = api;
    }

    /** The open case about that subject, once it is there. */
    public JsonNode awaitCase(String subject) throws InterruptedException {
        return Await.until("a case about " + subject, () -> caseAbout(subject), found -> found.has("caseId"));
    }

    private JsonNode caseAbout(String subject) throws InterruptedException {
        String after = "";
        while (true) {
            JsonNode page =
                    api.get(session, "/v1/cases?state=OPEN&limit=200" + after).expect(200, "the review queue");
            for (JsonNode one : page.path("items")) {
                if (one.path("subjectId").asText().equals(subject)) {
                    return one;
                }
            }
            if (!page.hasNonNull("next")) {
                return page;
            }
            after = "&after=" + page.path("next").asText();
        }
    }

    /** Takes the case and decides it, as what was read: somebody who was faster would be told of. */
    public void decide(String caseId, String verdict, String reason) throws InterruptedException {
        String path = "/v1/cases/" + caseId;
        post(path + "/assign", "{\"assignee\": \"" + session.subject() + "\"}", tag(path));
        post(path + "/decision", "{\"verdict\": \"" + verdict + "\", \"reason\": \"" + reason + "\"}", tag(path));
    }

    private String tag(String path) throws InterruptedException {
        Reply read = api.get(session, path);
        read.expect(200, "a case");
        return read.headers().firstValue("ETag").orElseThrow(() -> new StoryFailed("the case has no ETag"));
    }

    private void post(String path, String json, String tag) throws InterruptedException {
        api.send(api.request(path)
                        .header("Authorization", "Bearer " + session.token())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", Api.key().toString())
                        .header("If-Match", tag)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build())
                .expect(200, 201, 204, path);
    }

    /** The dispute about that user's purchase, once the clawback is carried out. */
    public JsonNode awaitCarriedOut(UUID user) throws InterruptedException {
        return Await.until(
                "the chargeback is carried out",
                () -> api.get(session, "/v1/disputes?userId=" + user)
                        .expect(200, "disputes")
                        .path("items")
                        .path(0),
                dispute -> dispute.hasNonNull("recovery"));
    }
}
