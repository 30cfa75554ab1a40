package dev.coinstage.gateway.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a row of the route table must fulfil by itself. */
final class RouteRules {
    static final Set<String> GATEWAYS = Set.of("client", "security");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> ROLES = Set.of(
            "viewer",
            "creator",
            "moderator",
            "finance",
            "security-analyst",
            "security-lead",
            "operator",
            "service",
            Route.PUBLIC);
    /** First segments that belong to the processes themselves and to the services among each other. */
    private static final Set<String> INTERNAL = Set.of("q", "events", "internal");
    /** What the gateway serves itself: a path, and names that its metrics have for what is not a route. */
    private static final String OWN_PATH = "/openapi";

    private static final Set<String> OWN_NAMES = Set.of("health", "openapi", "none");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final long LARGEST_BODY = 10L * 1024 * 1024;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LONGEST_PERIOD = Duration.ofHours(1);

    private RouteRules() {}

    static List<String> flaws(RouteEntry entry) {
        var flaws = new ArrayList<String>();
        require(flaws, matches(NAME, entry.name()), "name must be lower-case words joined by hyphens");
        require(
                flaws,
                entry.gateway() != null && GATEWAYS.contains(entry.gateway()),
                "gateway must be client or security");
        require(
                flaws,
                matches(PATH, entry.path()),
                "path must be absolute, of plain segments, without a slash at its end");
        require(flaws, !isInternal(entry.path()), "path is internal and must not be routed: " + entry.path());
        require(flaws, !isOwn(entry.path()), "path is served by the gateway itself: " + entry.path());
        require(
                flaws,
                entry.name() == null || !OWN_NAMES.contains(entry.name()),
                "name is one of the gateway's own: " + entry.name());
        require(flaws, matches(NAME, entry.service()), "service is missing");
        valuesFlaw("methods", entry.methods(), METHODS).ifPresent(flaws::add);
        valuesFlaw("roles", entry.roles(), ROLES).ifPresent(flaws::add);
        require(
                flaws,
                entry.roles() == null
                        || !entry.roles().contains(Route.PUBLIC)
                        || entry.roles().size() == 1,
                "role public must stand alone");
        require(flaws, entry.streaming() != null, "streaming is missing");
        timeoutFlaw(entry).ifPresent(flaws::add);
        require(
                flaws,
                entry.maxBody() != null && entry.maxBody() >= 0 && entry.maxBody() <= LARGEST_BODY,
                "maxBody must be 0 to " + LARGEST_BODY + " bytes");
        limitFlaw(entry.limit()).ifPresent(flaws::add);
        return flaws;
    }

    /** Converts a row without flaws. */
    static Route route(RouteEntry entry) {
        var limit = new RateLimit(
                entry.limit().requests(), duration(entry.limit().period()).orElseThrow());
        return new Route(
                entry.name(),
                entry.path(),
                Set.copyOf(entry.methods()),
                entry.service(),
                Set.copyOf(entry.roles()),
                duration(entry.timeout()).orElseThrow(),
                entry.maxBody(),
                limit,
                entry.streaming());
    }

    /** Reads {@code 250ms}, {@code 5s}, {@code 1m} or {@code 1h}; empty when it is anything else. */
    static Optional<Duration> duration(String text) {
        var matcher = DURATION.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }

    private static Optional<String> timeoutFlaw(RouteEntry entry) {
        var timeout = duration(entry.timeout());
        if (timeout.isEmpty()) {
            return Optional.of("timeout must be a number with ms, s, m or h, not " + entry.timeout());
        }
        if (Boolean.TRUE.equals(entry.streaming())) {
            return timeout.get().isZero()
                    ? Optional.empty()
                    : Optional.of("timeout of a streaming route must be 0s, not " + entry.timeout());
        }
        return timeout.get().isZero() || timeout.get().compareTo(LONGEST_TIMEOUT) > 0
                ? Optional.of("timeout must be more than 0 and at most 5m, not " + entry.timeout())
                : Optional.empty();
    }

    private static Optional<String> limitFlaw(RouteEntry.LimitEntry limit) {
        if (limit == null || limit.requests() == null || limit.requests() < 1) {
            return Optional.of("limit needs at least 1 request and a period");
        }
        var period = duration(limit.period());
        return period.isEmpty()
                        || period.get().compareTo(Duration.ofSeconds(1)) < 0
                        || period.get().compareTo(LONGEST_PERIOD) > 0
                ? Optional.of("limit's period must be 1s to 1h, not " + limit.period())
                : Optional.empty();
    }

    private static Optional<String> valuesFlaw(String key, List<String> values, Set<String> known) {
        if (values == null || values.isEmpty()) {
            return Optional.of(key + " must not be empty");
        }
        for (var value : values) {
            if (value == null || !known.contains(value)) {
                return Optional.of(key + " has an unknown value: " + value);
            }
        }
        return new HashSet<>(values).size() == values.size()
                ? Optional.empty()
                : Optional.of(key + " names a value twice");
    }

    static boolean isInternal(String path) {
        return path != null && path.startsWith("/") && INTERNAL.contains(path.split("/", 3)[1]);
    }

    private static boolean isOwn(String path) {
        return path != null && (path.equals(OWN_PATH) || path.startsWith(OWN_PATH + "/"));
    }

    private static boolean matches(Pattern pattern, String value) {
        return value != null && pattern.matcher(value).matches();
    }

    private static void require(List<String> flaws, boolean holds, String flaw) {
        if (!holds) {
            flaws.add(flaw);
        }
    }
}
