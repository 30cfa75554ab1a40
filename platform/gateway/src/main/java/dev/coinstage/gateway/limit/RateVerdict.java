package dev.coinstage.gateway.limit;

import java.time.Duration;

/**
 * What a caller's use of a route came to.
 *
 * @param allowed    whether this request may pass
 * @param limit      requests in a period
 * @param remaining  requests left now
 * @param reset      until the whole limit is available again
 * @param retryAfter until one request may pass; zero when allowed
 */
public record RateVerdict(boolean allowed, long limit, long remaining, Duration reset, Duration retryAfter) {}
