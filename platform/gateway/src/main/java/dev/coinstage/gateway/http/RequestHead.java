package dev.coinstage.gateway.http;

import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import dev.coinstage.gateway.routing.RequestTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses request heads whose framing or target two HTTP parsers could understand differently. A refusal about framing
 * closes the connection, because nobody can say where the next request begins.
 */
final class RequestHead {
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

    private RequestHead() {}

    /** The first reason to refuse, or nothing. */
    static Optional<Problem> flaw(HttpServerRequest request) {
        var headers = request.headers();
        return version(request.version())
                .or(() -> transferEncoding(headers))
                .or(() -> contentLength(headers))
                .or(() -> host(headers))
                .or(() -> fields(headers))
                .or(() -> expectation(headers))
                .or(() -> RequestTarget.flaw(request.uri()).map(RequestHead::malformedPath));
    }

    /** The declared length in bytes, 0 when there is no body. Call it only after {@link #flaw} found nothing. */
    static long bodyLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static Optional<Problem> version(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemCode.UPGRADE_REQUIRED, "This gateway speaks HTTP/1.1.")
                        .header("Upgrade", "HTTP/1.1")
                        .closing());
    }

    private static Optional<Problem> transferEncoding(MultiMap headers) {
        return headers.contains(HttpHeaders.TRANSFER_ENCODING)
                ? Optional.of(Problem.of(
                                ProblemCode.LENGTH_REQUIRED,
                                "Send the body with Content-Length, not Transfer-Encoding.")
                        .closing())
                : Optional.empty();
    }

    private static Optional<Problem> contentLength(MultiMap headers) {
        var lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        return lengths.isEmpty()
                        || lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches()
                ? Optional.empty()
                : Optional.of(malformed("Content-Length must occur once, as a number."));
    }

    private static Optional<Problem> host(MultiMap headers) {
        var hosts = headers.getAll(HttpHeaders.HOST);
        return hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches()
                ? Optional.empty()
                : Optional.of(malformed("Host must occur once, as a name or address with an optional port."));
    }

    /**
     * Some servers read {@code X_Name} as {@code X-Name}, so that a header the gateway strips could come back by the
     * other spelling.
     */
    private static Optional<Problem> fields(MultiMap headers) {
        for (var header : headers) {
            if (header.getKey().indexOf('_') >= 0) {
                return Optional.of(malformed("Header names must not contain an underscore."));
            }
            if (!header.getValue().chars().allMatch(c -> c == '\t' || c >= 0x20 && c != 0x7f)) {
                return Optional.of(malformed("Header values must not contain control characters."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> expectation(MultiMap headers) {
        var expectations = headers.getAll(HttpHeaders.EXPECT);
        return expectations.isEmpty()
                        || expectations.size() == 1 && expectations.get(0).equalsIgnoreCase("100-continue")
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemCode.EXPECTATION_FAILED, "Only 100-continue is understood.")
                        .closing());
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemCode.MALFORMED_REQUEST, detail).closing();
    }

    private static Problem malformedPath(String detail) {
        return Problem.of(ProblemCode.MALFORMED_PATH, detail).closing();
    }
}
