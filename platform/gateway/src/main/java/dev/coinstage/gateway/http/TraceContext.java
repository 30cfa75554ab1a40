package dev.coinstage.gateway.http;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The request's ids as the services see them: a client's own where they are well-formed, else new ones.
 *
 * @param requestId   a UUID, or up to 64 letters, digits, dots, underscores and hyphens
 * @param traceparent W3C Trace Context version 00; the trace is the client's, the parent span is always the gateway's
 * @param tracestate  the client's, empty unless its traceparent was kept
 */
record TraceContext(String requestId, String traceparent, String tracestate) {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");
    private static final Pattern TRACESTATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

    static TraceContext of(MultiMap headers) {
        var traceparents = headers.getAll("traceparent");
        var parent = TRACEPARENT.matcher(traceparents.size() == 1 ? traceparents.get(0) : "");
        if (!parent.matches()) {
            return new TraceContext(requestId(headers), "00-" + randomHex(16) + "-" + randomHex(8) + "-01", "");
        }
        var state = String.join(",", headers.getAll("tracestate"));
        return new TraceContext(
                requestId(headers),
                "00-" + parent.group(1) + "-" + randomHex(8) + "-" + parent.group(2),
                TRACESTATE.matcher(state).matches() ? state : "");
    }

    private static String requestId(MultiMap headers) {
        var ids = headers.getAll("X-Request-Id");
        return ids.size() == 1 && REQUEST_ID.matcher(ids.get(0)).matches()
                ? ids.get(0)
                : HexFormat.of().formatHex(random(16));
    }

    private static String randomHex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    /** Ids need to be distinct, not secret. All-zero ids are invalid and as likely as a collision. */
    private static byte[] random(int length) {
        var bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
