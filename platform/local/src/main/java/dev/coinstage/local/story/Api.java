package dev.coinstage.local.story;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.coinstage.local.login.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A client app's requests through the gateway; safe for use by many threads at once. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final NoArgGenerator KEYS = Generators.timeBasedEpochGenerator();

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param base scheme, host and port */
    public Api(String base) {
        this.base = base;
    }

    /** A fresh Idempotency-Key. */
    public static UUID key() {
        return KEYS.generate();
    }

    public Reply get(Session session, String path) throws InterruptedException {
        return send(request(path).header("Authorization", bearer(session)).GET().build());
    }

    public Reply post(Session session, String path, UUID key, String json) throws InterruptedException {
        return send(posting(session, path, key, json));
    }

    /** Sends at once and does not wait. */
    public CompletableFuture<Reply> postLater(Session session, String path, UUID key, String json)
            throws InterruptedException {
        return http.sendAsync(posting(session, path, key, json), HttpResponse.BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    /** A request to be completed by the caller: bad ones, for example. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    public Reply send(HttpRequest request) throws InterruptedException {
        try {
            return Reply.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        }
    }

    private HttpRequest posting(Session session, String path, UUID key, String json) throws InterruptedException {
        return request(path)
                .header("Authorization", bearer(session))
                .header("Idempotency-Key", key.toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private static String bearer(Session session) throws InterruptedException {
        return "Bearer " + session.token();
    }
}
