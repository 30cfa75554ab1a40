package dev.coinstage.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One refusal as RFC 9457 has it.
 *
 * @param code    what happened, stable
 * @param detail  what happened, for people; never echoes a token or a header's value
 * @param members further numbers that a client needs to act
 * @param headers response headers that belong to this refusal, such as Retry-After or Allow
 * @param closes  whether the connection must not carry another request, because its framing is not to be trusted
 */
public record Problem(
        ProblemCode code, String detail, Map<String, Object> members, Map<String, String> headers, boolean closes) {

    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    /** A refusal after which the connection may be used again. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, Map.of(), Map.of(), false);
    }

    /** Adds a member to the document. */
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(code, detail, more, headers, closes);
    }

    /** Adds a response header. */
    public Problem header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, detail, members, more, closes);
    }

    /** Closes the connection after the reply. */
    public Problem closing() {
        return new Problem(code, detail, members, headers, true);
    }

    /**
     * The document in its published order.
     *
     * @param instance  the request's path
     * @param requestId the id under which the logs know the request
     */
    public Map<String, Object> document(String instance, String requestId) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", code.type());
        document.put("title", code.title());
        document.put("status", code.status());
        document.put("code", code.name());
        document.put("detail", detail);
        document.putAll(members);
        document.put("instance", instance);
        document.put("requestId", requestId);
        return document;
    }
}
