package dev.coinstage.gateway.routing;

import java.util.List;

/** One row as written in the file, before any check; what is missing is null. */
record RouteEntry(
        String name,
        String gateway,
        String path,
        List<String> methods,
        String service,
        List<String> roles,
        String timeout,
        Long maxBody,
        LimitEntry limit,
        Boolean streaming) {

    record LimitEntry(Long requests, String period) {}

    /** The whole file. */
    record FileEntry(List<RouteEntry> routes) {}
}
