package dev.coinstage.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.gateway.routing.RouteMatch.Matched;
import dev.coinstage.gateway.routing.RouteMatch.NoRoute;
import dev.coinstage.gateway.routing.RouteMatch.WrongMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final Route lives = route("/v1/lives", "GET", "POST");
    private final Route gifts = route("/v1/lives/gifts", "GET");
    private final Route settings = route("/v1/settings", "GET");
    private final Route settingsForOperators = route("/v1/settings", "PUT");
    private final RouteTable table = new RouteTable(List.of(lives, gifts, settings, settingsForOperators));

    @Test
    void the_longest_prefix_wins() {
        assertThat(table.match("GET", "/v1/lives")).isEqualTo(new Matched(lives));
        assertThat(table.match("GET", "/v1/lives/17")).isEqualTo(new Matched(lives));
        assertThat(table.match("GET", "/v1/lives/gifts")).isEqualTo(new Matched(gifts));
        assertThat(table.match("GET", "/v1/lives/gifts/rose/1")).isEqualTo(new Matched(gifts));
    }

    @Test
    void only_whole_segments_match() {
        assertThat(table.match("GET", "/v1/livestream")).isEqualTo(new NoRoute());
        assertThat(table.match("GET", "/v1")).isEqualTo(new NoRoute());
        assertThat(table.match("GET", "/")).isEqualTo(new NoRoute());
        assertThat(table.match("GET", "/x/v1/lives")).isEqualTo(new NoRoute());
    }

    @Test
    void a_slash_at_the_end_makes_no_difference() {
        assertThat(table.match("GET", "/v1/lives/")).isEqualTo(new Matched(lives));
    }

    @Test
    void a_wrong_method_does_not_fall_back_to_a_shorter_prefix() {
        assertThat(table.match("POST", "/v1/lives/gifts")).isEqualTo(new WrongMethod(new TreeSet<>(Set.of("GET"))));
    }

    @Test
    void one_path_may_have_a_route_for_each_method() {
        assertThat(table.match("PUT", "/v1/settings")).isEqualTo(new Matched(settingsForOperators));
        assertThat(table.match("GET", "/v1/settings")).isEqualTo(new Matched(settings));
        assertThat(table.methodsAt("/v1/settings")).containsExactly("GET", "PUT");
    }

    private static Route route(String path, String... methods) {
        return new Route(
                path,
                path,
                Set.of(methods),
                "wallet-service",
                Set.of("viewer"),
                Duration.ofSeconds(1),
                0,
                new RateLimit(1, Duration.ofMinutes(1)),
                false);
    }
}
