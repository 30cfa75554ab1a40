package dev.coinstage.gateway.routing;

import java.time.Duration;
import java.util.Set;

/**
 * One row of the route table, checked.
 *
 * @param name      unique, for metrics
 * @param path      prefix of whole segments, without a slash at its end
 * @param methods   upper case, at least one
 * @param service   the upstream's name
 * @param roles     any one of them suffices; {@link #PUBLIC} alone means that no token is asked for
 * @param timeout   from the last byte of the request to the first of the reply; zero on streaming routes, where none
 *     applies
 * @param maxBody   bytes, 0 to 10 MiB
 * @param limit     per subject, or per client address on a public route
 * @param streaming whether replies may stay open for ever
 */
public record Route(
        String name,
        String path,
        Set<String> methods,
        String service,
        Set<String> roles,
        Duration timeout,
        long maxBody,
        RateLimit limit,
        boolean streaming) {

    /** The one role that asks for no token. */
    public static final String PUBLIC = "public";

    public Route {
        methods = Set.copyOf(methods);
        roles = Set.copyOf(roles);
    }

    /** Whether callers need no token. */
    public boolean isPublic() {
        return roles.contains(PUBLIC);
    }

    /** Whether any of these roles opens the route. */
    public boolean opensFor(Set<String> callersRoles) {
        return roles.stream().anyMatch(callersRoles::contains);
    }
}
