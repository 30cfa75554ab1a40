package dev.coinstage.gateway.http;

import dev.coinstage.gateway.limit.RateLimits;
import dev.coinstage.gateway.openapi.PublicDocument;
import dev.coinstage.gateway.openapi.Representation;
import dev.coinstage.gateway.routing.RateLimit;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells anybody what this gateway lets through: the public OpenAPI document, in JSON or YAML as the client accepts. */
final class DocumentationEndpoint {
    static final SortedSet<String> METHODS = Collections.unmodifiableSortedSet(new TreeSet<>(Set.of("GET")));
    private static final String PATH = "/openapi";
    private static final String NAME = "openapi";
    /** Per client address; a page that shows the document needs one. */
    private static final RateLimit LIMIT = new RateLimit(60, Duration.ofMinutes(1));
    /** The document changes with a restart only; a client may be this long behind it. */
    private static final String CACHING = "public, max-age=300";

    private final PublicDocument document;
    private final RateLimits limits;

    DocumentationEndpoint(PublicDocument document, RateLimits limits) {
        this.document = document;
        this.limits = limits;
    }

    boolean isAt(String path) {
        return path.equals(PATH);
    }

    void answer(Exchange exchange) {
        exchange.servedBy(NAME);
        var request = exchange.request();
        if (request.method() != HttpMethod.GET) {
            exchange.refuse(FrontDoor.wrongMethod(METHODS));
            return;
        }
        if (RequestHead.bodyLength(request) > 0) {
            exchange.refuse(FrontDoor.tooLarge(0));
            return;
        }
        var use = limits.use(NAME, LIMIT, request.remoteAddress().hostAddress());
        exchange.countedAs(use);
        if (use.allowed()) {
            reply(exchange, request.headers());
        } else {
            exchange.refuse(FrontDoor.usedUp(use));
        }
    }

    private void reply(Exchange exchange, MultiMap asked) {
        var chosen = Acceptance.prefersYaml(asked.getAll(HttpHeaders.ACCEPT)) ? document.yaml() : document.json();
        if (isKnown(asked.getAll(HttpHeaders.IF_NONE_MATCH), chosen.etag())) {
            exchange.reply(304, headers -> describe(headers, chosen));
        } else {
            exchange.reply(
                    200,
                    headers -> {
                        describe(headers, chosen);
                        headers.set(HttpHeaders.CONTENT_TYPE, chosen.mediaType());
                    },
                    chosen.bytes());
        }
    }

    private static void describe(MultiMap headers, Representation chosen) {
        headers.set(HttpHeaders.ETAG, chosen.etag())
                .set(HttpHeaders.CACHE_CONTROL, CACHING)
                .add(HttpHeaders.VARY, "Accept");
    }

    /** RFC 9110, 13.1.2: any of the tags, strong or weak, or a star. */
    private static boolean isKnown(List<String> tags, String etag) {
        return tags.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }
}
