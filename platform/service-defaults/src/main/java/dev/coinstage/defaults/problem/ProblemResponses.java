package dev.coinstage.defaults.problem;

import dev.coinstage.defaults.request.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Writes problem documents, from resources and from the handlers that run before them. */
public final class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_SECONDS = "1";

    private ProblemResponses() {}

    /** The reply of a resource. */
    public static RestResponse<JsonObject> rest(Problem problem, HttpServerRequest request) {
        var builder = RestResponse.ResponseBuilder.<JsonObject>create(problem.status())
                .entity(body(problem, request))
                .type(MEDIA_TYPE);
        if (problem.status() == 503) {
            builder.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (problem.status() == 401) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return builder.build();
    }

    /** Ends the exchange with the problem. */
    public static void end(Problem problem, RoutingContext context) {
        var response = context.response().setStatusCode(problem.status()).putHeader("Content-Type", MEDIA_TYPE);
        if (problem.status() == 503) {
            response.putHeader("Retry-After", RETRY_SECONDS);
        }
        response.end(body(problem, context.request()).encode());
    }

    private static JsonObject body(Problem problem, HttpServerRequest request) {
        return new JsonObject(problem.document(request.path(), RequestId.of(request)));
    }
}
