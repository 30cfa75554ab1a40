package dev.coinstage.gateway.http;

import dev.coinstage.gateway.GatewayConfig;
import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * CORS (Fetch standard) for the configured origins alone. Credentials are never allowed: callers bring a bearer token,
 * which no browser adds by itself.
 */
final class CrossOrigin {
    private static final String EXPOSED = "ETag, Idempotency-Replayed, Location, RateLimit-Limit, RateLimit-Remaining,"
            + " RateLimit-Reset, Retry-After, WWW-Authenticate, X-Request-Id";
    private final Set<String> origins;
    private final String allowedHeaders;
    private final String maxAge;

    CrossOrigin(GatewayConfig.Cors config) {
        origins = Set.copyOf(config.origins().orElse(List.of()));
        allowedHeaders = String.join(", ", config.headers());
        maxAge = Long.toString(config.maxAge().toSeconds());
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Lets an allowed origin's page read the reply, refusals too. */
    void decorate(HttpServerRequest request, MultiMap reply) {
        if (origins.isEmpty()) {
            return;
        }
        reply.add(HttpHeaders.VARY, "Origin");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            reply.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            reply.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    /** Answers a preflight for a path at which these methods are served. */
    void answer(Exchange exchange, SortedSet<String> methods) {
        var request = exchange.request();
        if (!origins.contains(request.getHeader(HttpHeaders.ORIGIN))) {
            exchange.refuse(Problem.of(ProblemCode.CORS_REFUSED, "Pages of this origin may not call."));
            return;
        }
        if (methods.isEmpty()) {
            exchange.refuse(Problem.of(ProblemCode.NOT_FOUND, "Nothing is served at this path."));
            return;
        }
        exchange.reply(
                204,
                headers -> headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods))
                        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, allowedHeaders)
                        .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge));
    }
}
