package dev.coinstage.gateway;

import dev.coinstage.gateway.openapi.PublicDocument;
import dev.coinstage.gateway.routing.RouteFile;
import dev.coinstage.gateway.routing.RouteTable;
import dev.coinstage.gateway.routing.RouteTableInvalid;
import dev.coinstage.gateway.routing.Upstreams;
import dev.coinstage.gateway.token.JwksClient;
import dev.coinstage.gateway.token.SigningKeys;
import dev.coinstage.gateway.token.TokenCheck;
import dev.coinstage.gateway.token.TokenRules;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Makes the parts that know nothing of configuration. What is configured wrongly stops the start: Quarkus prints a
 * ConfigurationException's message alone, without a stack trace, and exits with status 1.
 */
class GatewayParts {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Produces
    @Singleton
    Upstreams upstreams(GatewayConfig config) {
        try {
            return new Upstreams(config.upstreams());
        } catch (IllegalArgumentException uncallable) {
            throw new ConfigurationException(uncallable.getMessage());
        }
    }

    @Produces
    @Singleton
    RouteTable routeTable(GatewayConfig config, Upstreams upstreams) {
        try {
            return RouteFile.load(config.routes(), config.name(), upstreams.services());
        } catch (RouteTableInvalid invalid) {
            throw new ConfigurationException(invalid.getMessage());
        }
    }

    @Produces
    @Singleton
    PublicDocument publicDocument(GatewayConfig config, RouteTable table) {
        return PublicDocument.of(config.name(), table, config.openapi().documents());
    }

    @Produces
    @Singleton
    SigningKeys signingKeys(Vertx vertx, OidcConfig config) {
        var http =
                vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1).setKeepAlive(false));
        var source = new JwksClient(http, config.jwksUrl(), config.fetchTimeout());
        var keys = new SigningKeys(source, config.fetchBurst(), config.fetchInterval());
        keys.keepFresh(vertx, RETRY, config.refresh());
        return keys;
    }

    @Produces
    @Singleton
    TokenCheck tokenCheck(OidcConfig config, SigningKeys keys) {
        var rules = new TokenRules(config.issuer(), config.audience(), config.clockSkew());
        return new TokenCheck(rules, keys::current, Clock.systemUTC());
    }
}
