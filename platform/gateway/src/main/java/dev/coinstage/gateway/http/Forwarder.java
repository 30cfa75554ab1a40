package dev.coinstage.gateway.http;

import dev.coinstage.gateway.problem.Problem;
import dev.coinstage.gateway.problem.ProblemCode;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.Upstreams;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;

/** Sends an admitted request to its service and the reply back, both unbuffered, and turns faults into problems. */
final class Forwarder {
    private final Vertx vertx;
    private final HttpClient ordinary;
    private final HttpClient streaming;
    private final Upstreams upstreams;
    private final Duration bodyTimeout;

    Forwarder(Vertx vertx, HttpClient ordinary, HttpClient streaming, Upstreams upstreams, Duration bodyTimeout) {
        this.vertx = vertx;
        this.ordinary = ordinary;
        this.streaming = streaming;
        this.upstreams = upstreams;
        this.bodyTimeout = bodyTimeout;
    }

    void forward(Exchange exchange, Route route) {
        var upstream = upstreams.of(route.service());
        var options = new RequestOptions().setHost(upstream.getHost()).setPort(upstream.getPort());
        (route.streaming() ? streaming : ordinary)
                .request(options)
                .onComplete(
                        request -> {
                            if (!exchange.guard(() -> send(exchange, route, request))) {
                                request.reset();
                            }
                        },
                        failure -> exchange.refuse(
                                failure instanceof ConnectionPoolTooBusyException ? overloaded() : unavailable()));
    }

    private void send(Exchange exchange, Route route, HttpClientRequest upstreamRequest) {
        if (!exchange.isOpen()) {
            upstreamRequest.reset();
            return;
        }
        var request = exchange.request();
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        var deadline = new Deadline(vertx, upstreamRequest);
        deadline.forBody(bodyTimeout);
        request.end().onSuccess(arrived -> deadline.forReply(route.timeout()));
        proxied(exchange)
                .send(upstreamRequest)
                .onComplete(
                        reply -> {
                            deadline.met();
                            if (!exchange.guard(() -> relay(exchange, route, reply))) {
                                upstreamRequest.reset();
                            }
                        },
                        failure -> {
                            deadline.met();
                            exchange.refuse(deadline.missed().orElseGet(Forwarder::unavailable));
                        });
    }

    private static ProxyRequest proxied(Exchange exchange) {
        var request = exchange.request();
        var proxied = ProxyRequest.reverseProxy(request).setAuthority(request.authority());
        var kept = HeaderRules.forUpstream(request.headers());
        proxied.headers().clear().addAll(kept).addAll(identity(exchange));
        return proxied;
    }

    /** What services may believe, because nobody but the gateway says it. */
    private static MultiMap identity(Exchange exchange) {
        var request = exchange.request();
        var trace = exchange.trace();
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", request.remoteAddress().hostAddress())
                .add("X-Forwarded-Proto", request.scheme())
                .add("X-Forwarded-Host", request.getHeader(HttpHeaders.HOST))
                .add("X-Request-Id", trace.requestId())
                .add("traceparent", trace.traceparent());
        return trace.tracestate().isEmpty() ? headers : headers.add("tracestate", trace.tracestate());
    }

    private static void relay(Exchange exchange, Route route, ProxyResponse reply) {
        var headers = HeaderRules.forClient(reply.headers());
        exchange.decorate(headers);
        reply.headers().clear().addAll(headers);
        reply.send();
        var response = exchange.request().response();
        if (route.streaming() && exchange.isOpen()) {
            // Vert.x keeps the head back until there is a body byte; a reader of events waits for it to know that it
            // listens.
            response.writeHead();
        }
    }

    private static Problem unavailable() {
        return Problem.of(ProblemCode.UPSTREAM_UNAVAILABLE, "The service cannot be reached. Try again shortly.");
    }

    private static Problem overloaded() {
        return Problem.of(ProblemCode.OVERLOADED, "Too many requests wait for the service.")
                .header("Retry-After", "1");
    }
}
