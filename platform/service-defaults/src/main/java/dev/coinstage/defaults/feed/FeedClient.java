package dev.coinstage.defaults.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.peers.Peers;
import dev.coinstage.defaults.peers.ServiceTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Reads another service's feed. */
@ApplicationScoped
class FeedClient {

    /** Beyond the time that the producer may wait for news. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebClient client;
    private final Peers peers;
    private final ServiceTokens tokens;
    private final ObjectMapper mapper;
    private final FeedConfig config;

    FeedClient(Vertx vertx, Peers peers, ServiceTokens tokens, ObjectMapper mapper, FeedConfig config) {
        this.client = WebClient.create(vertx);
        this.peers = peers;
        this.tokens = tokens;
        this.mapper = mapper;
        this.config = config;
    }

    /** What a producer says. */
    sealed interface Reply {
        record Page(FeedPage page) implements Reply {}

        /** The place is gone. */
        record Elsewhere(FeedPlace resumeAt, String code) implements Reply {}
    }

    /** Fails when the producer is away, or says something else. */
    Uni<Reply> read(String feed, FeedPlace after) {
        var request = client.getAbs(peers.url(feed) + "/events")
                .addQueryParam("limit", Integer.toString(config.page()))
                .addQueryParam("timeout", Long.toString(config.poll().toSeconds()))
                .timeout(config.poll().plus(PATIENCE).toMillis());
        if (!after.isBeginning()) {
            request.addQueryParam("after", after.toString());
        }
        return tokens.token()
                .flatMap(token -> request.bearerTokenAuthentication(token).send())
                .map(reply -> understood(feed, reply));
    }

    private Reply understood(String feed, HttpResponse<Buffer> reply) {
        try {
            if (reply.statusCode() == 200) {
                return new Reply.Page(mapper.readValue(reply.bodyAsBuffer().getBytes(), FeedPage.class));
            }
            if (reply.statusCode() == 410) {
                var problem = mapper.readTree(reply.bodyAsBuffer().getBytes());
                return new Reply.Elsewhere(
                        FeedPlace.parse(problem.path("resumeAt").asText()),
                        problem.path("code").asText());
            }
            throw new IllegalStateException("the feed of " + feed + " answers " + reply.statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException("the feed of " + feed + " is not understood", e);
        }
    }
}
