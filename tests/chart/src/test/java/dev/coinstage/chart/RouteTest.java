package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the route table is what Envoy is told, and nothing else is. */
class RouteTest {

    private final Objects objects = Rendered.CLUSTER.objects();

    @ParameterizedTest
    @EnumSource
    void every_route_has_its_path_its_access_and_its_limits(Rendered rendered) {
        assertThat(Route.table()).hasSizeGreaterThan(20);
        assertThat(RouteChecks.flaws(rendered.objects())).isEmpty();
    }

    @Test
    void every_role_of_the_table_is_one_of_the_realm() {
        var realm = Objects.parse(Checkout.text("k8s/keycloak/coinstage-realm.json"))
                .all()
                .get(0);
        Set<String> roles = new HashSet<>(Objects.each(realm.at("/roles/realm"))
                .map(role -> role.get("name").asText())
                .toList());
        roles.add("public");
        assertThat(Route.table()).allSatisfy(route -> assertThat(roles).containsAll(route.roles()));
    }

    @Test
    void browsers_of_other_origins_may_call_only_where_values_say_so() {
        assertThat(Rendered.DEFAULTS.objects().of("SecurityPolicy"))
                .noneMatch(policy -> policy.get("spec").has("cors"));
        assertThat(Objects.texts(objects.get("SecurityPolicy", "cases").at("/spec/cors/allowOrigins")))
                .containsExactly("https://console.live.example");
        assertThat(Objects.texts(objects.get("SecurityPolicy", "payouts").at("/spec/cors/allowMethods")))
                .containsExactly("GET", "POST");
    }

    @Test
    void the_subject_that_limits_count_by_never_comes_from_a_client() {
        for (ObjectNode policy : objects.of("ClientTrafficPolicy")) {
            assertThat(Objects.each(policy.at("/spec/headers/earlyRequestHeaders/removeOnMatch"))
                            .map(match -> match.get("value").asText()))
                    .anyMatch("x-coinstage-subject"::startsWith);
        }
    }

    @Test
    void a_route_or_policy_that_is_missing_is_found() {
        var less = new ArrayList<>(objects.all());
        less.remove(objects.get("HTTPRoute", "gift-catalogue"));
        less.remove(objects.get("SecurityPolicy", "payouts"));
        less.remove(objects.get("BackendTrafficPolicy", "cases"));
        assertThat(RouteChecks.flaws(new Objects(less)))
                .contains(
                        "gift-catalogue: no HTTPRoute",
                        "payouts: 0 objects SecurityPolicy target it",
                        "cases: 0 objects BackendTrafficPolicy target it");
    }

    @Test
    void a_role_too_many_an_open_default_and_another_audience_are_found() {
        ObjectNode policy = objects.get("SecurityPolicy", "payouts");
        ((ArrayNode) policy.at("/spec/authorization/rules/0/principal/jwt/claims/0/values")).add("viewer");
        ((ObjectNode) policy.at("/spec/authorization")).put("defaultAction", "Allow");
        ((ObjectNode) policy.at("/spec/jwt/providers/0")).putArray("audiences").add("account");
        assertThat(RouteChecks.flaws(objects))
                .containsExactly(
                        "payouts: audience should be [coinstage], is [account]",
                        "payouts: default action should be Deny, is Allow",
                        "payouts: roles should be [creator, finance], is [creator, finance, viewer]");
    }

    @Test
    void another_path_method_service_timeout_limit_or_body_is_found() {
        ObjectNode rule = (ObjectNode) objects.get("HTTPRoute", "payouts").at("/spec/rules/0");
        ((ObjectNode) rule.at("/matches/0/path")).put("value", "/internal/v1");
        ((ObjectNode) rule.at("/matches/1")).remove("method");
        ((ObjectNode) rule.at("/backendRefs/0")).put("name", "wallet-service").put("port", 8101);
        ((ObjectNode) rule.at("/timeouts")).put("request", "0s");
        ObjectNode traffic = objects.get("BackendTrafficPolicy", "payouts");
        ((ObjectNode) traffic.at("/spec/rateLimit/global/rules/0/limit")).put("unit", "Second");
        ((ObjectNode) traffic.at("/spec/rateLimit/global/rules/0/clientSelectors/0/headers/0")).put("name", "x-user");
        ((ObjectNode) traffic.at("/spec/requestBuffer")).put("limit", "1Gi");
        ((ArrayNode) traffic.at("/spec/retry/retryOn/triggers")).add("5xx");
        assertThat(RouteChecks.flaws(objects)).hasSize(9).allMatch(flaw -> flaw.startsWith("payouts: "));
    }

    @Test
    void an_open_gateway_and_an_unknown_route_are_found() {
        ((ObjectNode) objects.get("SecurityPolicy", "coinstage-client").at("/spec/authorization"))
                .put("defaultAction", "Allow");
        ((ObjectNode) objects.get("ClientTrafficPolicy", "coinstage-security").at("/spec/path"))
                .put("escapedSlashesAction", "KeepUnchanged");
        ((ObjectNode) objects.get("Gateway", "coinstage-client").at("/spec/listeners/0")).put("protocol", "HTTP");
        var more = new ArrayList<>(objects.all());
        ObjectNode extra = objects.get("HTTPRoute", "payouts").deepCopy();
        ((ObjectNode) extra.get("metadata")).put("name", "back-door");
        more.add(extra);
        assertThat(RouteChecks.flaws(new Objects(more)))
                .containsExactly(
                        "HTTPRoute back-door stands in no table",
                        "coinstage-client: a route without a policy is open",
                        "coinstage-client: listener https is not encrypted",
                        "coinstage-security: escaped slashes pass");
    }
}
