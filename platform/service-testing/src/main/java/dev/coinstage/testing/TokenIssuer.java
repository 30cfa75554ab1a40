package dev.coinstage.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for Keycloak that signs tokens in its form and serves the public keys. The issuer's name resolves nowhere:
 * a service that looks it up instead of fetching the keys from {@link #jwksUrl()} fails its test. Safe for threads.
 */
public final class TokenIssuer implements AutoCloseable {

    /** The claim {@code iss} of every good token. */
    public static final String ISSUER = "https://login.coinstage.test/realms/coinstage";

    private static final int KEY_BITS = 2048;
    private static final int ANY_PORT = 0;

    /** The signing key first, then retired ones whose tokens are still good. */
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();

    private final AtomicInteger keyFetches = new AtomicInteger();
    private final int port;
    private HttpServer server;

    private TokenIssuer(int wantedPort) {
        keys.add(newKey());
        server = serve(wantedPort);
        port = server.getAddress().getPort();
    }

    /** Starts an issuer with a new key on a free local port. */
    public static TokenIssuer started() {
        return new TokenIssuer(ANY_PORT);
    }

    /** The same on a port that a process outside of the test was told before. */
    public static TokenIssuer startedOn(int port) {
        return new TokenIssuer(port);
    }

    /** What a service takes as {@code coinstage.oidc.issuer}. */
    public String issuer() {
        return ISSUER;
    }

    /** What a service takes as {@code coinstage.oidc.jwks-url}; the same after {@link #stop()} and {@link #start()}. */
    public String jwksUrl() {
        return "http://localhost:" + port + "/certs";
    }

    /** What a service takes as {@code coinstage.oidc.token-url}: any client gets a token of a service account there. */
    public String tokenUrl() {
        return "http://localhost:" + port + "/token";
    }

    /** A token to be made: good as it stands, for a new subject without roles. */
    public TestToken token() {
        return TestToken.of(signingKey());
    }

    /** The usual token: signed, for the coinstage audience, good for five minutes. */
    public String tokenFor(UUID subject, String... roles) {
        return token().subject(subject).roles(roles).signed();
    }

    /** Signs with a new key from now on. Tokens of the old ones stay good, as with Keycloak's passive keys. */
    public void rotateKey() {
        keys.add(0, newKey());
    }

    /** Serves the newest key only: tokens of older ones are no longer good. */
    public void forgetOldKeys() {
        keys.retainAll(List.of(signingKey()));
    }

    /** How often the keys have been fetched since the issuer began. */
    public int keyFetches() {
        return keyFetches.get();
    }

    /** Serves the keys again, on the same port; nothing happens if they are being served. */
    public synchronized void start() {
        if (server == null) {
            server = serve(port);
        }
    }

    /** Refuses connections, as Keycloak does when it is down. Tokens can still be made. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private RSAKey signingKey() {
        return keys.get(0);
    }

    private HttpServer serve(int onPort) {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
            http.createContext("/certs", this::answerKeys);
            http.createContext("/token", this::answerToken);
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException("the token issuer cannot listen on port " + onPort, e);
        }
    }

    private void answerKeys(HttpExchange exchange) throws IOException {
        try (exchange) {
            keyFetches.incrementAndGet();
            var body = new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Client credentials (RFC 6749, section 4.4); who the client is does not matter here. */
    private void answerToken(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var token = tokenFor(UUID.randomUUID(), "service");
            var body = "{\"access_token\":\"%s\",\"expires_in\":300,\"token_type\":\"Bearer\"}"
                    .formatted(token)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }
}
