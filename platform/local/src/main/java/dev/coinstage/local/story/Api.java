package dev.coinstage.local.story;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.coinstage.local.login.LoginRefused;
import dev.coinstage.local.login.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A client app's requests through the gateway; safe for use by many threads at once. */
public final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);
    private static final NoArgGenerator KEYS = Generators.timeBasedEpochGenerator();

    private final String base;
    private final Duration trying;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** @param base scheme, host and port */
    public Api(String base) {
        this(base, Duration.ZERO);
    }

    private Api(String base, Duration trying) {
        this.base = base;
        this.trying = trying;
    }

    /** The same for an app that makes a request without an answer, or with 429 or 502 to 504, again with the same key, for so long. */
    public Api patient(Duration longest) {
        return new Api(base, longest);
    }

    /** A fresh Idempotency-Key. */
    public static UUID key() {
        return KEYS.generate();
    }

    public Reply get(Session session, String path) throws InterruptedException {
        return answered(() ->
                request(path).header("Authorization", bearer(session)).GET().build());
    }

    public Reply post(Session session, String path, UUID key, String json) throws InterruptedException {
        return answered(() -> posting(session, path, key, json));
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
        return answered(() -> request);
    }

    /** Makes a request anew for each try: tokens expire. */
    private interface Attempt {
        HttpRequest request() throws InterruptedException;
    }

    private Reply answered(Attempt attempt) throws InterruptedException {
        long end = System.nanoTime() + trying.toNanos();
        while (true) {
            try {
                Reply reply = once(attempt.request());
                if (!TRY_AGAIN.contains(reply.status()) || System.nanoTime() >= end) {
                    return reply;
                }
            } catch (UncheckedIOException | LoginRefused noAnswer) {
                if (System.nanoTime() >= end) {
                    throw noAnswer;
                }
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private Reply once(HttpRequest request) throws InterruptedException {
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
