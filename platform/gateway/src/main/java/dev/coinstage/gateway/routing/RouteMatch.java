package dev.coinstage.gateway.routing;

import java.util.SortedSet;

/** What the route table says to a method and a path. */
public sealed interface RouteMatch {

    /** The route that serves it. */
    record Matched(Route route) implements RouteMatch {}

    /** The path is known, the method is not.  {@code allowed} is never empty. */
    record WrongMethod(SortedSet<String> allowed) implements RouteMatch {}

    /** Nobody serves this path. */
    record NoRoute() implements RouteMatch {}
}
