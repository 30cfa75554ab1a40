package dev.coinstage.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's settings. Every one is read at start. */
@ConfigMapping(prefix = "coinstage.gateway")
public interface GatewayConfig {
    /** Which gateway's routes are served: client or security. */
    @WithDefault("client")
    String name();

    /** The route table's file. */
    @WithDefault("helm/coinstage/routes.yaml")
    Path routes();

    /** Each service's base address: scheme http, host and port, no path. */
    Map<String, URI> upstreams();

    /**
     * How long a connection to a service may take to open. More than the second after which a lost first packet is
     * sent again.
     */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a request's body may take to arrive, from its head on. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** After this time without a request, or with half a request's head, a client's connection is closed. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** Most connections of clients. Further ones are closed at once. */
    @WithDefault("10000")
    int maxConnections();

    /** Most connections to one service for ordinary requests. */
    @WithDefault("256")
    int upstreamConnections();

    /** Most connections to one service for streaming routes, each of which one reader holds. */
    @WithDefault("2000")
    int streamingConnections();

    /** Most requests that wait for a connection to a service. Beyond it clients get 503 with Retry-After. */
    @WithDefault("1000")
    int upstreamQueue();

    /** Most callers whose use is counted at the same time. Beyond it the least used are forgotten. */
    @WithDefault("100000")
    int countedCallers();

    OpenApi openapi();

    /** What is told about the services' operations at /openapi. */
    interface OpenApi {
        /** Each service's OpenAPI 3.0 document, YAML or JSON. */
        Map<String, Path> documents();
    }

    Cors cors();

    /** Which pages of other origins may call. */
    interface Cors {
        /** Exact origins, such as https://app.example. None by default. */
        Optional<List<String>> origins();

        /** Request headers that pages may send. */
        @WithDefault(
                "Authorization,Content-Type,Idempotency-Key,If-Match,If-None-Match,X-Request-Id,traceparent,tracestate")
        List<String> headers();

        /** How long browsers may remember a preflight's answer. */
        @WithDefault("10m")
        Duration maxAge();
    }
}
