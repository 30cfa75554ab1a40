package dev.coinstage.gateway.http;

import dev.coinstage.gateway.limit.RateVerdict;
import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import dev.coinstage.gateway.routing.RequestTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One request and its reply. Every reply of the gateway, own or forwarded, gets its headers here. */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    /** A refused body up to this size is read and dropped, so that the connection can be used again. */
    private static final long DROPPABLE_BODY = 64 * 1024;
    /** A closing connection is read on for this long: closing with unread bytes would reset it and lose the reply. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final ClientConnections connections;
    private final CrossOrigin crossOrigin;
    private final TraceContext trace;
    private final String path;
    private final MultiMap replyHeaders = MultiMap.caseInsensitiveMultiMap();
    private String routeName = "none";
    private String refusal = "none";

    Exchange(Vertx vertx, HttpServerRequest request, ClientConnections connections, CrossOrigin crossOrigin) {
        this.vertx = vertx;
        this.request = request;
        this.connections = connections;
        this.crossOrigin = crossOrigin;
        this.trace = TraceContext.of(request.headers());
        this.path = RequestTarget.pathOf(request.uri());
        replyHeaders.set("X-Request-Id", trace.requestId());
        replyHeaders.set("X-Content-Type-Options", "nosniff");
        replyHeaders.set("Referrer-Policy", "no-referrer");
        crossOrigin.decorate(request, replyHeaders);
    }

    HttpServerRequest request() {
        return request;
    }

    TraceContext trace() {
        return trace;
    }

    String path() {
        return path;
    }

    /** The route that serves it, or none; for metrics. */
    String routeName() {
        return routeName;
    }

    /** The problem's code, or none; for metrics. */
    String refusal() {
        return refusal;
    }

    void servedBy(String route) {
        routeName = route;
    }

    void countedAs(RateVerdict use) {
        replyHeaders.set("RateLimit-Limit", Long.toString(use.limit()));
        replyHeaders.set("RateLimit-Remaining", Long.toString(use.remaining()));
        replyHeaders.set("RateLimit-Reset", Long.toString(secondsUp(use.reset())));
    }

    /** Whole seconds, rounded up: who waits that long has waited long enough. */
    static long secondsUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    /**
     * Runs one step; a fault in it becomes a refusal instead of a request that is never answered. False when it
     * failed.
     */
    boolean guard(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "Request %s failed", trace.requestId());
            refuse(Problem.of(ProblemCode.INTERNAL_ERROR, "The gateway failed.").closing());
            return false;
        }
    }

    /** Whether a reply can still be begun. */
    boolean isOpen() {
        var response = request.response();
        return !response.headWritten() && !response.ended() && !response.closed();
    }

    /** Adds the gateway's headers to a forwarded reply. A service's own word on caching and framing stands. */
    void decorate(MultiMap reply) {
        replyHeaders.forEach((name, value) -> {
            if (name.equalsIgnoreCase("Vary")) {
                reply.add(name, value);
            } else {
                reply.set(name, value);
            }
        });
        setIfAbsent(reply, "Cache-Control", "no-store");
        setIfAbsent(reply, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        setIfAbsent(reply, "X-Frame-Options", "DENY");
    }

    private static void setIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }

    /** Replies without a body. */
    void reply(int status, Consumer<MultiMap> headers) {
        var response = request.response();
        decorate(response.headers());
        headers.accept(response.headers());
        request.resume();
        response.setStatusCode(status).end();
    }

    /** Replies with a body. */
    void reply(int status, Consumer<MultiMap> headers, Buffer body) {
        var response = request.response();
        decorate(response.headers());
        headers.accept(response.headers());
        request.resume();
        response.setStatusCode(status).end(body);
    }

    /** Replies with a problem document; does nothing when a reply was begun or the client has gone. */
    void refuse(Problem problem) {
        if (!isOpen()) {
            return;
        }
        refusal = problem.code().name();
        var response = request.response();
        // A forwarded reply that failed midway may have left its length behind.
        response.headers().clear();
        decorate(response.headers());
        problem.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        boolean closes = problem.closes() || declaredLength() > DROPPABLE_BODY;
        if (closes) {
            connections.condemn(request.connection());
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.resume();
        var sent = response.setStatusCode(problem.code().status())
                .end(new JsonObject(problem.document(path, trace.requestId())).toBuffer());
        if (closes) {
            sent.onComplete(written -> closeSoon());
        }
    }

    private long declaredLength() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')
                ? 0
                : Long.parseLong(length);
    }

    private void closeSoon() {
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        long timer = vertx.setTimer(LINGER.toMillis(), late -> connection.close());
        request.end().onComplete(ended -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
    }
}
