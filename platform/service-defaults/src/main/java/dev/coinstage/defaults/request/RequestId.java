package dev.coinstage.defaults.request;

import dev.coinstage.defaults.ids.IdSource;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * One name for one request across all services: {@code X-Request-Id} as the gateway set it, or a new UUIDv7. It is on the
 * reply, in every log line and in every problem document.
 */
@ApplicationScoped
public class RequestId {

    static final String HEADER = "X-Request-Id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BEFORE_EVERYTHING = 10_000;

    private final IdSource ids;

    RequestId(IdSource ids) {
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::identify, BEFORE_EVERYTHING);
    }

    private void identify(RoutingContext context) {
        var given = context.request().getHeader(HEADER);
        var id = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : ids.next().toString();
        context.request().headers().set(HEADER, id);
        context.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        context.next();
    }

    /** The id of a request that passed the filter. */
    public static String of(HttpServerRequest request) {
        return String.valueOf(request.getHeader(HEADER));
    }
}
