package dev.coinstage.gateway.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the route of a request: longest prefix on whole segments, then the method. Immutable. */
public final class RouteTable {
    private final Map<String, Map<String, Route>> byPathAndMethod = new HashMap<>();
    private final List<Route> routes;

    /** Takes routes of one gateway in which no path and method occur twice. */
    public RouteTable(Collection<Route> routes) {
        this.routes = List.copyOf(routes);
        for (var route : routes) {
            var ofPath = byPathAndMethod.computeIfAbsent(route.path(), path -> new HashMap<>());
            route.methods().forEach(method -> ofPath.put(method, route));
        }
    }

    /** Matches a path that {@link RequestTarget} found sound. A slash at the path's end makes no difference. */
    public RouteMatch match(String method, String path) {
        var ofPath = longestPrefix(path);
        if (ofPath.isEmpty()) {
            return new RouteMatch.NoRoute();
        }
        var route = ofPath.get(method);
        return route == null ? new RouteMatch.WrongMethod(methodsAt(path)) : new RouteMatch.Matched(route);
    }

    /** What may be called at a path, sorted; empty when nobody serves it. */
    public SortedSet<String> methodsAt(String path) {
        return new TreeSet<>(longestPrefix(path).keySet());
    }

    /** Whether a path belongs to the processes themselves, or to the services among each other. */
    public static boolean isInternal(String path) {
        return RouteRules.isInternal(path);
    }

    private Map<String, Route> longestPrefix(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            var ofPath = byPathAndMethod.get(path.substring(0, end));
            if (ofPath != null) {
                return ofPath;
            }
        }
        return Map.of();
    }

    /** All routes, in the table's order. */
    public List<Route> routes() {
        return routes;
    }

    /** The longest time that any route waits for its upstream's first byte. */
    public Duration longestTimeout() {
        return routes.stream().map(Route::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
