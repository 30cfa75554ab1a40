package dev.coinstage.gateway.http;

import dev.coinstage.gateway.limit.RateLimits;
import dev.coinstage.gateway.openapi.PublicDocument;
import dev.coinstage.gateway.routing.RouteTable;
import dev.coinstage.gateway.routing.Upstreams;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** What the listeners of all event loops share. Every part may be used by several threads. */
record Gateway(
        RouteTable table,
        Upstreams upstreams,
        Authentication authentication,
        RateLimits limits,
        CrossOrigin crossOrigin,
        Traffic traffic,
        PublicDocument document,
        Handler<HttpServerRequest> health) {}
