package dev.coinstage.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileTest {
    private static final Set<String> SERVICES = Set.of("wallet-service");
    private static final String GOOD = """
            routes:
              - name: lives
                gateway: client
                path: /v1/lives
                methods: [GET, POST]
                service: wallet-service
                roles: [viewer]
                timeout: 5s
                maxBody: 16384
                limit: { requests: 10, period: 1m }
                streaming: false
            """;

    @Test
    void the_products_own_table_is_sound() {
        var services = Set.of("wallet-service", "promote-service", "payout-service", "fraud-service");
        var table = RouteFile.load(Path.of("../../helm/coinstage/routes.yaml"), "client", services);
        assertThat(table.match("GET", "/v1/accounts/17/statement")).isInstanceOf(RouteMatch.Matched.class);
        assertThat(table.match("POST", "/v1/lives/17/gifts")).isInstanceOf(RouteMatch.Matched.class);
        assertThat(table.match("GET", "/v1/cases")).isInstanceOf(RouteMatch.NoRoute.class);
        var securityTable = RouteFile.load(Path.of("../../helm/coinstage/routes.yaml"), "security", services);
        assertThat(securityTable.match("GET", "/v1/cases")).isInstanceOf(RouteMatch.Matched.class);
        assertThat(securityTable.match("POST", "/v1/lives/17/gifts")).isInstanceOf(RouteMatch.NoRoute.class);
    }

    @Test
    void a_row_becomes_a_route() {
        assertThat(parse(GOOD).routes())
                .containsExactly(new Route(
                        "lives",
                        "/v1/lives",
                        Set.of("GET", "POST"),
                        "wallet-service",
                        Set.of("viewer"),
                        Duration.ofSeconds(5),
                        16384,
                        new RateLimit(10, Duration.ofMinutes(1)),
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: lives|name: Lives!|name must be lower-case",
                "gateway: client|gateway: other|gateway must be client or security",
                "path: /v1/lives|path: /v1/lives/|path must be absolute",
                "path: /v1/lives|path: v1/lives|path must be absolute",
                "path: /v1/lives|path: /v1/../q|path must be absolute",
                "path: /v1/lives|path: /q/metrics|path is internal",
                "path: /v1/lives|path: /events|path is internal",
                "path: /v1/lives|path: /internal/v1|path is internal",
                "path: /v1/lives|path: /openapi|path is served by the gateway itself",
                "name: lives|name: openapi|name is one of the gateway's own",
                "service: wallet-service|service: shop-service|unknown service shop-service: set coinstage.gateway.upstreams.shop-service",
                "methods: [GET, POST]|methods: []|methods must not be empty",
                "methods: [GET, POST]|methods: [GET, GET]|methods names a value twice",
                "methods: [GET, POST]|methods: [get]|methods has an unknown value: get",
                "roles: [viewer]|roles: []|roles must not be empty",
                "roles: [viewer]|roles: [viewr]|roles has an unknown value: viewr",
                "roles: [viewer]|roles: [public, viewer]|role public must stand alone",
                "timeout: 5s|timeout: soon|timeout must be a number",
                "timeout: 5s|timeout: 0s|timeout must be more than 0",
                "timeout: 5s|timeout: 6m|timeout must be more than 0 and at most 5m",
                "streaming: false|streaming: true|timeout of a streaming route must be 0s",
                "maxBody: 16384|maxBody: -1|maxBody must be 0 to",
                "maxBody: 16384|maxBody: 99999999|maxBody must be 0 to",
                "maxBody: 16384|maxBody: lots|line 9",
                "requests: 10|requests: 0|limit needs at least 1 request",
                "period: 1m|period: 1d|limit's period must be 1s to 1h",
                "streaming: false|streeming: false|unknown key streeming",
                "streaming: false|timeout: 6s|Duplicate field 'timeout'",
                "routes:|routs:|unknown key routs"
            })
    void a_flaw_is_named(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> parse(GOOD.replace(good, bad)))
                .isInstanceOf(RouteTableInvalid.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"name", "gateway", "path", "methods", "service", "roles", "timeout", "maxBody", "limit", "streaming"})
    void a_missing_key_is_named(String key) {
        var without = GOOD.replaceAll("( {4}| {2}- )" + key + ":.*\n", key.equals("name") ? "  -\n" : "");
        assertThat(without).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> parse(without))
                .isInstanceOf(RouteTableInvalid.class)
                .hasMessageContaining(key);
    }

    @Test
    void the_same_method_and_path_twice_is_refused() {
        var twice = GOOD
                + GOOD.replace("routes:\n", "")
                        .replace("name: lives", "name: more-lives")
                        .replace("GET, ", "");
        assertThatThrownBy(() -> parse(twice)).hasMessageContaining("POST /v1/lives is served by route lives already");
    }

    @Test
    void the_same_name_twice_is_refused() {
        var twice = GOOD + GOOD.replace("routes:\n", "").replace("/v1/lives", "/v1/more");
        assertThatThrownBy(() -> parse(twice)).hasMessageContaining("another route has this name");
    }

    @Test
    void every_flaw_is_listed_at_once() {
        assertThatThrownBy(() -> parse(GOOD.replace("5s", "x").replace("[viewer]", "[]")))
                .hasMessageContaining("\n  - route lives: roles must not be empty")
                .hasMessageContaining("\n  - route lives: timeout must be a number");
    }

    @Test
    void a_gateway_without_routes_is_refused() {
        assertThatThrownBy(() -> RouteFile.parse(GOOD, "test", "security", SERVICES))
                .hasMessageContaining("no route belongs to gateway security");
        assertThatThrownBy(() -> RouteFile.parse(GOOD, "test", "backdoor", SERVICES))
                .hasMessageContaining("must be client or security, not backdoor");
    }

    @Test
    void an_empty_or_missing_file_is_refused() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(RouteTableInvalid.class);
        assertThatThrownBy(() -> parse("routes:\n  -\n")).isInstanceOf(RouteTableInvalid.class);
        assertThatThrownBy(() -> RouteFile.load(Path.of("no-such-file.yaml"), "client", SERVICES))
                .isInstanceOf(RouteTableInvalid.class)
                .hasMessageContaining("no-such-file.yaml")
                .hasMessageContaining("does not exist");
    }

    private static RouteTable parse(String yaml) {
        return RouteFile.parse(yaml, "test", "client", SERVICES);
    }
}
