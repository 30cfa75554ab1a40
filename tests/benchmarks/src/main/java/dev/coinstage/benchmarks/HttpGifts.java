package dev.coinstage.benchmarks;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Apps that give one rose after the other over HTTP, each viewer in turn with a token of its own. */
final class HttpGifts implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final int CREATED = 201;
    private static final long PATIENCE_SECONDS = 30;
    private static final Buffer ROSE = Buffer.buffer("{\"giftId\": \"rose\", \"quantity\": 1}");

    /** One event loop: the services need the machine. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));

    /**
     * Requests to be sent to that address.
     *
     * @param lives given to in turn
     */
    Supplier<Uni<Void>> giving(String address, List<Session> viewers, List<String> lives) throws InterruptedException {
        var tokens = new ArrayList<String>();
        for (var viewer : viewers) {
            tokens.add("Bearer " + viewer.token());
        }
        var base = URI.create(address);
        var turn = new int[1];
        return () -> {
            int now = turn[0]++;
            var options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(base.getHost())
                    .setPort(base.getPort())
                    .setURI("/v1/lives/" + lives.get(now % lives.size()) + "/gifts")
                    .setTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                    .putHeader("Authorization", tokens.get(now % tokens.size()))
                    .putHeader("Idempotency-Key", Api.key().toString())
                    .putHeader("Content-Type", "application/json");
            return Uni.createFrom().completionStage(() -> sent(options).toCompletionStage());
        };
    }

    private Future<Void> sent(RequestOptions options) {
        var answered = Promise.<Void>promise();
        context.runOnContext(loop -> client.request(options)
                .compose(request -> request.send(ROSE))
                .compose(HttpGifts::created)
                .onComplete(answered));
        return answered.future();
    }

    private static Future<Void> created(HttpClientResponse response) {
        return response.body()
                .compose(body -> response.statusCode() == CREATED
                        ? Future.succeededFuture()
                        : Future.failedFuture(response.statusCode() + " " + body));
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
