package dev.coinstage.gateway.http;

import dev.coinstage.gateway.GatewayConfig;
import dev.coinstage.gateway.limit.RateLimits;
import dev.coinstage.gateway.openapi.PublicDocument;
import dev.coinstage.gateway.routing.RouteTable;
import dev.coinstage.gateway.routing.Upstreams;
import dev.coinstage.gateway.token.SigningKeys;
import dev.coinstage.gateway.token.TokenCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the gateway at start, one listener an event loop, and closes it at the end. */
@ApplicationScoped
public class GatewayServer {
    private static final Logger LOG = Logger.getLogger(GatewayServer.class);
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Gateway gateway;
    private final ListenAddress address;
    private volatile Future<String> deployed = Future.failedFuture("The gateway was not started");

    GatewayServer(
            Vertx vertx,
            GatewayConfig config,
            RouteTable table,
            Upstreams upstreams,
            TokenCheck tokens,
            SigningKeys keys,
            PublicDocument document,
            MeterRegistry registry,
            Router router,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.vertx = vertx;
        this.config = config;
        this.gateway = new Gateway(
                table,
                upstreams,
                new Authentication(tokens, keys),
                new RateLimits(config.countedCallers()),
                new CrossOrigin(config.cors()),
                new Traffic(registry),
                document,
                router);
        this.address = new ListenAddress(host, port);
    }

    /** The port that clients use; differs from the configured one when that is 0. */
    public int port() {
        return address.boundPort();
    }

    void open(@Observes StartupEvent start) throws Exception {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        var connections = new AtomicInteger();
        deployed = vertx.deployVerticle(
                () -> new Listener(gateway, config, connections, address, loops),
                new DeploymentOptions().setInstances(loops));
        try {
            await(deployed, START);
        } catch (ExecutionException failed) {
            throw new ConfigurationException("The gateway cannot listen on " + address.host() + ":"
                    + address.requestedPort() + ": " + failed.getCause().getMessage());
        }
        gateway.document().gaps().forEach(gap -> LOG.warnf("The public OpenAPI document has a gap: %s", gap));
        LOG.infof(
                "Gateway %s serves %d routes on http://%s:%d",
                config.name(), gateway.table().routes().size(), address.host(), port());
    }

    void close(@Observes ShutdownEvent stop) throws Exception {
        if (deployed.succeeded()) {
            await(vertx.undeploy(deployed.result()), STOP);
        }
    }

    private static <T> void await(Future<T> future, Duration limit) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
