package dev.coinstage.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What was answered to one request. */
public record Reply(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** The body; a missing node when it is not JSON. */
    public JsonNode body() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    /** The problem document's code; empty when there is none. */
    public String code() {
        return body().path("code").asText("");
    }

    public boolean isReplayed() {
        return headers.firstValue("Idempotency-Replayed").filter("true"::equals).isPresent();
    }

    /** The body of an answer whose status is one of three. */
    public JsonNode expect(int one, int other, int another, String what) {
        return status == other || status == another ? body() : expect(one, what);
    }

    /**
     * The body of an expected answer.
     *
     * @throws StoryFailed when the status is another
     */
    public JsonNode expect(int expected, String what) {
        if (status != expected) {
            throw new StoryFailed(what + ": expected " + expected + ", answered " + status + " " + text);
        }
        return body();
    }
}
