package dev.coinstage.gateway.token;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Fetches the key set over HTTP: no redirects, at most 256 KiB, within one time limit for the whole exchange. */
public final class JwksClient implements KeySource {
    private static final int LARGEST = 256 * 1024;
    private final HttpClient http;
    private final URI address;
    private final Duration timeout;

    public JwksClient(HttpClient http, URI address, Duration timeout) {
        this.http = http;
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public Future<KeySet> fetch() {
        var options = new RequestOptions()
                .setAbsoluteURI(address.toString())
                .setFollowRedirects(false)
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis());
        return http.request(options)
                .compose(request -> request.send())
                .compose(JwksClient::body)
                .map(body -> KeySet.parse(body.toString()))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST) {
                response.request().reset();
            }
        });
        return response.end()
                .compose(ended -> response.statusCode() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture("The issuer answered " + response.statusCode()));
    }
}
