package dev.coinstage.defaults.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A problem document (RFC 9457): what went wrong, for people and for programs.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable name in upper case with underscores; clients decide by it
 * @param detail one sentence for people; never holds personal data or internals
 * @param members further members, such as the numbers that a client needs to act, in the order to be printed; none of them
 *     may be named like one that every document has
 */
public record Problem(int status, String code, String detail, Map<String, Object> members) {

    private static final String TYPE_BASE = "https://coinstage.dev/problems/";

    private static final Set<String> OF_EVERY_DOCUMENT =
            Set.of("type", "title", "status", "code", "detail", "instance", "requestId");

    public Problem {
        for (var name : members.keySet()) {
            if (OF_EVERY_DOCUMENT.contains(name)) {
                throw new IllegalArgumentException("every problem has a member " + name + " already");
            }
        }
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of());
    }

    /** This problem with one more member. */
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, detail, more);
    }

    /** Thrown where a value cannot carry the refusal: filters, converters and resources. */
    public ProblemException exception() {
        return exception(false);
    }

    /** The same, for a refusal that may have been given before. */
    public ProblemException exception(boolean replayed) {
        return new ProblemException(this, replayed);
    }

    /** The members of the document. {@code instance} is the path asked for. */
    public Map<String, Object> document(String instance, String requestId) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", TYPE_BASE + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        document.put("title", title());
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        document.putAll(members);
        document.put("instance", instance);
        document.put("requestId", requestId);
        return document;
    }

    private String title() {
        var words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
