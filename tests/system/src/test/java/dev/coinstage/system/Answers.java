package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.story.Reply;

/** What answers must look like. */
final class Answers {

    private Answers() {}

    /** A problem document (RFC 9457) of the house, whole and without internals. */
    static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type").orElse("none")).startsWith("application/problem+json");
        JsonNode problem = reply.body();
        assertThat(problem.path("code").asText()).as(reply.text()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("https://coinstage.dev/problems/");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("requestId").asText()).isNotBlank();
        assertThat(reply.text()).doesNotContain("Exception", "\tat ", "dev.coinstage.wallet");
    }
}
