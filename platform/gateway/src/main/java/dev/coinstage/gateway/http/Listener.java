package dev.coinstage.gateway.http;

import dev.coinstage.gateway.GatewayConfig;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's HTTP/1.1 server on one event loop, with upstream connections of its own, so that a request never
 * changes threads. It is not the server of Quarkus, because that one answers what its parser refuses by itself,
 * without a problem document, and keeps such a connection's fate to itself.
 */
final class Listener extends AbstractVerticle {
    static final int LONGEST_LINE = 4096;
    static final int LARGEST_HEADERS = 16384;
    /**
     * Beyond the longest route timeout, so that a reply that stalls midway is cut, and one that is late gets its 504.
     */
    private static final Duration STALL_MARGIN = Duration.ofSeconds(15);

    private final Gateway gateway;
    private final GatewayConfig config;
    private final AtomicInteger openConnections;
    private final ListenAddress address;
    private final int loops;

    Listener(Gateway gateway, GatewayConfig config, AtomicInteger openConnections, ListenAddress address, int loops) {
        this.gateway = gateway;
        this.config = config;
        this.openConnections = openConnections;
        this.address = address;
        this.loops = loops;
    }

    @Override
    public void start(Promise<Void> started) {
        var connections = new ClientConnections(openConnections, config.maxConnections(), config.idleTimeout());
        connections.sweepRegularly(vertx);
        var forwarder = new Forwarder(vertx, ordinary(), streaming(), gateway.upstreams(), config.bodyTimeout());
        var frontDoor = new FrontDoor(vertx, gateway, forwarder, connections);
        server().connectionHandler(connections::opened)
                .requestHandler(frontDoor::receive)
                .invalidRequestHandler(frontDoor::receiveInvalid)
                .listen()
                .onSuccess(server -> address.bound(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private HttpServer server() {
        return vertx.createHttpServer(new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.requestedPort())
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true));
    }

    private HttpClient ordinary() {
        var stall = gateway.table().longestTimeout().plus(STALL_MARGIN);
        return vertx.createHttpClient(
                client(config.upstreamConnections()).setReadIdleTimeout(Math.toIntExact(stall.toSeconds())));
    }

    private HttpClient streaming() {
        return vertx.createHttpClient(client(config.streamingConnections()));
    }

    private HttpClientOptions client(int mostConnections) {
        return new HttpClientOptions()
                .setMaxPoolSize(share(mostConnections))
                .setMaxWaitQueueSize(share(config.upstreamQueue()))
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true);
    }

    /** One event loop's part of a limit that holds for the process. */
    private int share(int limit) {
        return Math.max(1, limit / loops);
    }
}
