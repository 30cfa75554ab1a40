package dev.coinstage.sandbox.problem;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A problem document (RFC 9457) in the form of the other services.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable name in upper case
 * @param detail one sentence for people
 * @param members further members, for a client to act upon
 */
record Problem(int status, String code, String detail, Map<String, Object> members) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of());
    }

    Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, detail, more);
    }

    Map<String, Object> document(String instance, String requestId) {
        var words = code.toLowerCase(Locale.ROOT);
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "https://coinstage.dev/problems/" + words.replace('_', '-'));
        document.put("title", code.charAt(0) + words.substring(1).replace('_', ' '));
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        document.putAll(members);
        document.put("instance", instance);
        document.put("requestId", requestId);
        return document;
    }
}
