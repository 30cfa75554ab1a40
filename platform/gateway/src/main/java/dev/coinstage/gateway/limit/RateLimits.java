package dev.coinstage.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coinstage.gateway.routing.RateLimit;
import dev.coinstage.gateway.routing.Route;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Counts how often each caller uses each route: a token bucket a pair, refilled evenly over the route's period. The
 * number of buckets is bounded; a caller whose bucket was evicted starts with a full one.
 */
public final class RateLimits {
    /** No period is longer, so a bucket that was idle for this long is full and can be forgotten. */
    private static final Duration IDLE = Duration.ofHours(1);

    private record Key(String route, String caller) {}

    private final Cache<Key, Bucket> buckets;

    /** Takes the most buckets that are kept. */
    public RateLimits(int most) {
        buckets =
                Caffeine.newBuilder().maximumSize(most).expireAfterAccess(IDLE).build();
    }

    /** Takes one request from a caller's allowance on a route. */
    public RateVerdict use(Route route, String caller) {
        return use(route.name(), route.limit(), caller);
    }

    /** Takes one request from a caller's allowance on what is no route of the table, under a name that none has. */
    public RateVerdict use(String name, RateLimit limit, String caller) {
        var probe = buckets.get(new Key(name, caller), key -> bucket(limit)).tryConsumeAndReturnRemaining(1);
        return new RateVerdict(
                probe.isConsumed(),
                limit.requests(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(RateLimit limit) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .build();
    }
}
