package dev.coinstage.gateway;

import dev.coinstage.gateway.routing.RouteFile;
import dev.coinstage.gateway.routing.RouteTable;
import dev.coinstage.gateway.token.JwksClient;
import dev.coinstage.gateway.token.SigningKeys;
import dev.coinstage.gateway.token.TokenCheck;
import dev.coinstage.gateway.token.TokenRules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes the parts that know nothing of configuration. */
class GatewayParts {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @Produces
    @Singleton
    RouteTable routeTable(GatewayConfig config) {
        return RouteFile.load(config.routes(), config.name(), config.upstreams().keySet());
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
