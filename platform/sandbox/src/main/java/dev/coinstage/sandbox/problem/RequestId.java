package dev.coinstage.sandbox.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** {@code X-Request-Id} as the caller set it, or a new one: on the reply, in the log and in problem documents. */
@ApplicationScoped
class RequestId {

    private static final String HEADER = "X-Request-Id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BEFORE_EVERYTHING = 10_000;

    void register(@Observes Filters filters) {
        filters.register(RequestId::identify, BEFORE_EVERYTHING);
    }

    private static void identify(RoutingContext context) {
        var given = context.request().getHeader(HEADER);
        var id = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        context.request().headers().set(HEADER, id);
        context.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        context.next();
    }

    /** The id of a request that passed the filter. */
    static String of(HttpServerRequest request) {
        return String.valueOf(request.getHeader(HEADER));
    }
}
