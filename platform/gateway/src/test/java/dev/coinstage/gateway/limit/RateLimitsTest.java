package dev.coinstage.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.gateway.routing.RateLimit;
import dev.coinstage.gateway.routing.Route;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final RateLimits limits = new RateLimits(100);

    @Test
    void each_caller_has_an_allowance_on_each_route() {
        var gifts = route("gifts", 2);
        var lives = route("lives", 2);
        assertThat(limits.use(gifts, "vera").remaining()).isEqualTo(1);
        assertThat(limits.use(gifts, "vera").remaining()).isZero();
        assertThat(limits.use(gifts, "vera").allowed()).isFalse();
        assertThat(limits.use(gifts, "carla").allowed()).isTrue();
        assertThat(limits.use(lives, "vera").allowed()).isTrue();
    }

    @Test
    void a_refusal_says_how_long_to_wait() {
        var route = route("gifts", 2);
        limits.use(route, "vera");
        limits.use(route, "vera");
        var refused = limits.use(route, "vera");
        assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(refused.reset()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(refused.limit()).isEqualTo(2);
    }

    private static Route route(String name, long requests) {
        return new Route(
                name,
                "/v1/" + name,
                Set.of("GET"),
                "wallet-service",
                Set.of("viewer"),
                Duration.ofSeconds(1),
                0,
                new RateLimit(requests, Duration.ofHours(1)),
                false);
    }
}
