package dev.coinstage.defaults.request;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.defaults.problem.ProblemResponses;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that says it is too large, with a problem document: Quarkus would refuse it too, without a word. A body
 * that does not state its length never passes the gateway, and Quarkus ends it at the same limit.
 */
@ApplicationScoped
class BodyLimit {

    private static final int AFTER_THE_REQUEST_ID = 9_900;

    private final long largest;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.largest = largest.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_THE_REQUEST_ID);
    }

    private void check(RoutingContext context) {
        var stated = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (stated == null || Long.parseLong(stated) <= largest) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        var problem = Problem.of(413, "BODY_TOO_LARGE", "The body is larger than this service takes.")
                .with("largestBytes", largest);
        ProblemResponses.end(problem, context);
    }
}
