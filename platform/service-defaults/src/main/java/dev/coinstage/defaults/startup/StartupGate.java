package dev.coinstage.defaults.startup;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.defaults.problem.ProblemResponses;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds requests off until all that the service needs was there once: its migrated database, the identity provider's keys,
 * its peers. Until then every request but those for health and metrics gets 503 with what is waited for. What goes away
 * later is answered where it is missed.
 */
@ApplicationScoped
public class StartupGate {

    /** Priority of the start's observers that say what is waited for: before those that act once nothing is. */
    static final int FIRST = 1;

    private static final int BEFORE_AUTHENTICATION = 9_000;
    private static final String MANAGEMENT = "/q/";

    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    /** Names one more thing to wait for; {@link #arrived} ends the wait. */
    public void await(String what) {
        awaited.add(what);
    }

    public void arrived(String what) {
        awaited.remove(what);
    }

    /** What is still waited for, in alphabetical order; empty when the service may serve. */
    public Set<String> awaited() {
        return new TreeSet<>(awaited);
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_AUTHENTICATION);
    }

    private void pass(RoutingContext context) {
        if (awaited.isEmpty() || context.request().path().startsWith(MANAGEMENT)) {
            context.next();
            return;
        }
        var problem = Problem.of(503, "NOT_READY", "The service is starting. Retry with the same key.")
                .with("waitingFor", java.util.List.copyOf(awaited()));
        ProblemResponses.end(problem, context);
    }
}
