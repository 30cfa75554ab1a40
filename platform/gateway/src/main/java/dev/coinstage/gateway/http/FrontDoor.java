package dev.coinstage.gateway.http;

import dev.coinstage.gateway.limit.RateLimits;
import dev.coinstage.gateway.limit.RateVerdict;
import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteMatch;
import dev.coinstage.gateway.routing.RouteTable;
import dev.coinstage.gateway.token.Caller;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.SortedSet;

/**
 * Receives every request and asks the questions in their fixed order: sound head, known path and method, size,
 * caller, role, allowance. The first answer that is no becomes the reply; what passes them all is forwarded.
 */
final class FrontDoor {
    /** The process's own endpoints that clients may see. Nothing else under /q leaves this process or enters it. */
    private static final Set<String> HEALTH =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");

    private final Vertx vertx;
    private final RouteTable table;
    private final Authentication authentication;
    private final RateLimits limits;
    private final CrossOrigin crossOrigin;
    private final Forwarder forwarder;
    private final ClientConnections connections;
    private final Traffic traffic;
    private final Handler<HttpServerRequest> health;
    private final DocumentationEndpoint documentation;

    FrontDoor(Vertx vertx, Gateway gateway, Forwarder forwarder, ClientConnections connections) {
        this.vertx = vertx;
        this.table = gateway.table();
        this.authentication = gateway.authentication();
        this.limits = gateway.limits();
        this.crossOrigin = gateway.crossOrigin();
        this.traffic = gateway.traffic();
        this.health = gateway.health();
        this.documentation = new DocumentationEndpoint(gateway.document(), limits);
        this.forwarder = forwarder;
        this.connections = connections;
    }

    /** A request that the HTTP parser understood. */
    void receive(HttpServerRequest request) {
        if (connections.isCondemned(request.connection())) {
            return;
        }
        request.pause();
        var exchange = begin(request);
        exchange.guard(() -> RequestHead.flaw(request).ifPresentOrElse(exchange::refuse, () -> route(exchange)));
    }

    /** A request that the HTTP parser did not understand. */
    void receiveInvalid(HttpServerRequest request) {
        if (connections.isCondemned(request.connection())) {
            return;
        }
        begin(request).refuse(parserRefusal(request.decoderResult().cause()).closing());
    }

    private static Problem parserRefusal(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ProblemCode.URI_TOO_LONG, "The request line is longer than 4096 bytes.");
        }
        return cause instanceof TooLongHttpHeaderException
                ? Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The header fields are larger than 16384 bytes.")
                : Problem.of(ProblemCode.MALFORMED_REQUEST, "The request is not well-formed HTTP/1.1.");
    }

    private Exchange begin(HttpServerRequest request) {
        var exchange = new Exchange(vertx, request, connections, crossOrigin);
        var connection = request.connection();
        connections.began(connection);
        var timing = traffic.began();
        request.response().endHandler(ended -> {
            connections.ended(connection);
            traffic.ended(timing, exchange);
        });
        return exchange;
    }

    private void route(Exchange exchange) {
        var request = exchange.request();
        if (request.method() == HttpMethod.GET && HEALTH.contains(exchange.path())) {
            exchange.servedBy("health");
            exchange.decorate(request.response().headers());
            request.resume();
            health.handle(request);
        } else if (CrossOrigin.isPreflight(request)) {
            crossOrigin.answer(
                    exchange,
                    documentation.isAt(exchange.path())
                            ? DocumentationEndpoint.METHODS
                            : table.methodsAt(exchange.path()));
        } else if (documentation.isAt(exchange.path())) {
            documentation.answer(exchange);
        } else {
            var match = table.match(request.method().name(), exchange.path());
            if (match instanceof RouteMatch.Matched matched) {
                admit(exchange, matched.route());
            } else if (match instanceof RouteMatch.WrongMethod wrong) {
                exchange.refuse(wrongMethod(wrong.allowed()));
            } else {
                exchange.refuse(Problem.of(ProblemCode.NOT_FOUND, "Nothing is served at this path."));
            }
        }
    }

    private void admit(Exchange exchange, Route route) {
        exchange.servedBy(route.name());
        if (RequestHead.bodyLength(exchange.request()) > route.maxBody()) {
            exchange.refuse(tooLarge(route.maxBody()));
        } else if (route.isPublic()) {
            pass(exchange, route, exchange.request().remoteAddress().hostAddress());
        } else {
            authentication
                    .of(exchange.request())
                    .onSuccess(outcome -> exchange.guard(() -> authenticated(exchange, route, outcome)));
        }
    }

    private void authenticated(Exchange exchange, Route route, Authentication.Outcome outcome) {
        if (outcome instanceof Authentication.Outcome.Known known) {
            authorise(exchange, route, known.caller());
        } else if (outcome instanceof Authentication.Outcome.Refused refused) {
            exchange.refuse(refused.problem());
        }
    }

    private void authorise(Exchange exchange, Route route, Caller caller) {
        if (route.opensFor(caller.roles())) {
            pass(exchange, route, caller.subject());
        } else {
            exchange.refuse(Authentication.forbidden());
        }
    }

    private void pass(Exchange exchange, Route route, String caller) {
        var use = limits.use(route, caller);
        exchange.countedAs(use);
        if (use.allowed()) {
            forwarder.forward(exchange, route);
        } else {
            exchange.refuse(usedUp(use));
        }
    }

    static Problem wrongMethod(SortedSet<String> allowed) {
        return Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path does not know the method.")
                .header("Allow", String.join(", ", allowed));
    }

    static Problem tooLarge(long maxBody) {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "The body may have at most " + maxBody + " bytes.")
                .with("limit", maxBody)
                .closing();
    }

    static Problem usedUp(RateVerdict use) {
        return Problem.of(ProblemCode.RATE_LIMITED, "This caller's allowance on this route is used up.")
                .with("limit", use.limit())
                .with("retryAfterSeconds", Exchange.secondsUp(use.retryAfter()))
                .header("Retry-After", Long.toString(Exchange.secondsUp(use.retryAfter())));
    }
}
