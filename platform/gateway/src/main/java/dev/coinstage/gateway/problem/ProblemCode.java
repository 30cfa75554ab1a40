package dev.coinstage.gateway.problem;

import java.util.Locale;

/**
 * Every reason for which the gateway itself refuses a request. Clients act on the name, so a name never changes its
 * meaning.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "Malformed request"),
    MALFORMED_PATH(400, "Malformed path"),
    UNAUTHENTICATED(401, "Authentication needed"),
    TOKEN_EXPIRED(401, "Access token expired"),
    FORBIDDEN(403, "Not allowed"),
    CORS_REFUSED(403, "Origin not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "Request took too long to arrive"),
    LENGTH_REQUIRED(411, "Content-Length needed"),
    BODY_TOO_LARGE(413, "Body too large"),
    URI_TOO_LONG(414, "Request target too long"),
    EXPECTATION_FAILED(417, "Expectation not supported"),
    UPGRADE_REQUIRED(426, "HTTP/1.1 needed"),
    RATE_LIMITED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "Header fields too large"),
    INTERNAL_ERROR(500, "Internal error"),
    UPSTREAM_UNAVAILABLE(502, "Service unavailable"),
    NOT_READY(503, "Not ready yet"),
    OVERLOADED(503, "Too busy"),
    UPSTREAM_TIMEOUT(504, "Service did not answer in time");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status, 400 to 504. */
    public int status() {
        return status;
    }

    /** A short text for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem's type as an absolute URI. */
    public String type() {
        return "https://coinstage.dev/problems/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
