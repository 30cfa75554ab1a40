package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds the gateways' objects against the route table. */
final class RouteChecks {

    private static final String SUBJECT = "x-coinstage-subject";
    private static final Map<String, String> UNITS = Map.of("1s", "Second", "1m", "Minute", "1h", "Hour");

    private final Objects objects;
    private final List<String> flaws = new ArrayList<>();

    private RouteChecks(Objects objects) {
        this.objects = objects;
    }

    static List<String> flaws(Objects objects) {
        RouteChecks checks = new RouteChecks(objects);
        Set<String> names = Route.table().stream().map(Route::name).collect(Collectors.toSet());
        Route.table().forEach(checks::route);
        objects.of("HTTPRoute").stream()
                .map(Objects::name)
                .filter(name -> !names.contains(name))
                .forEach(name -> checks.flaws.add("HTTPRoute " + name + " stands in no table"));
        List.of("client", "security").forEach(checks::gateway);
        return checks.flaws;
    }

    private void route(Route route) {
        objects.find("HTTPRoute", route.name())
                .ifPresentOrElse(object -> http(route, object), () -> flaws.add(route.name() + ": no HTTPRoute"));
        policy("SecurityPolicy", "HTTPRoute", route.name()).ifPresent(policy -> access(route, policy));
        policy("BackendTrafficPolicy", "HTTPRoute", route.name()).ifPresent(policy -> traffic(route, policy));
    }

    /** The one policy of a kind that targets an object; two would fight, and only one would win. */
    private Optional<JsonNode> policy(String kind, String target, String name) {
        List<JsonNode> policies = objects.of(kind).stream()
                .filter(policy -> Objects.each(policy.at("/spec/targetRefs"))
                        .anyMatch(reference -> reference.get("kind").asText().equals(target)
                                && reference.get("name").asText().equals(name)))
                .map(JsonNode.class::cast)
                .toList();
        if (policies.size() != 1) {
            flaws.add(name + ": " + policies.size() + " objects " + kind + " target it");
        }
        return policies.size() == 1 ? Optional.of(policies.get(0)) : Optional.empty();
    }

    private void http(Route route, JsonNode object) {
        JsonNode rule = object.at("/spec/rules/0");
        expect(route, "rules", 1, object.at("/spec/rules").size());
        expect(
                route,
                "gateway",
                "coinstage-" + route.gateway(),
                object.at("/spec/parentRefs/0/name").asText());
        Set<String> methods = new TreeSet<>(route.methods());
        if (policy("SecurityPolicy", "HTTPRoute", route.name())
                .filter(policy -> policy.at("/spec").has("cors"))
                .isPresent()) {
            methods.add("OPTIONS");
        }
        Set<String> matched = new TreeSet<>();
        for (JsonNode match : rule.get("matches")) {
            expect(
                    route,
                    "path",
                    "PathPrefix " + route.path(),
                    match.at("/path/type").asText() + " "
                            + match.at("/path/value").asText());
            matched.add(match.path("method").asText("any"));
        }
        expect(route, "methods", methods, matched);
        expect(route, "timeout", route.timeout(), rule.at("/timeouts/request").asText());
        JsonNode backend = rule.at("/backendRefs/0");
        expect(route, "backends", 1, rule.at("/backendRefs").size());
        expect(route, "service", route.service(), backend.path("name").asText());
        expect(
                route,
                "port",
                objects.get("Service", route.service()).at("/spec/ports/0/port").asInt(),
                backend.path("port").asInt());
    }

    private void access(Route route, JsonNode policy) {
        JsonNode spec = policy.get("spec");
        if (route.isPublic()) {
            expect(route, "jwt of a public route", false, spec.has("jwt"));
            expect(
                    route,
                    "default action",
                    "Allow",
                    spec.at("/authorization/defaultAction").asText());
            expect(route, "cors of a public route", false, spec.has("cors"));
            return;
        }
        JsonNode provider = spec.at("/jwt/providers/0");
        expect(route, "token providers", 1, spec.at("/jwt/providers").size());
        expect(route, "audience", List.of("coinstage"), Objects.texts(provider.path("audiences")));
        expect(route, "issuer", issuer(), provider.path("issuer").asText());
        expect(route, "keys", keys(), provider.at("/remoteJWKS/uri").asText());
        expect(
                route,
                "tokens come from",
                "{\"headers\":[{\"name\":\"Authorization\",\"valuePrefix\":\"Bearer \"}]}",
                provider.path("extractFrom").toString());
        expect(route, "tokens are optional", false, spec.at("/jwt/optional").asBoolean());
        expect(route, "tokens may fail", false, spec.at("/jwt/failOpen").asBoolean());
        expect(
                route,
                "subject",
                "sub to " + SUBJECT,
                provider.at("/claimToHeaders/0/claim").asText() + " to "
                        + provider.at("/claimToHeaders/0/header").asText());
        expect(
                route,
                "default action",
                "Deny",
                spec.at("/authorization/defaultAction").asText());
        expect(route, "rules of access", 1, spec.at("/authorization/rules").size());
        JsonNode rule = spec.at("/authorization/rules/0");
        JsonNode claim = rule.at("/principal/jwt/claims/0");
        expect(route, "action", "Allow", rule.path("action").asText());
        expect(
                route,
                "provider",
                provider.path("name").asText(),
                rule.at("/principal/jwt/provider").asText());
        expect(
                route,
                "claim",
                "realm_access.roles StringArray",
                claim.path("name").asText() + " " + claim.path("valueType").asText());
        expect(route, "roles", route.roles(), Objects.texts(claim.path("values")));
    }

    private void traffic(Route route, JsonNode policy) {
        JsonNode rules = policy.at("/spec/rateLimit/global/rules");
        List<String> counted = Objects.each(rules)
                .map(rule -> rule.at("/clientSelectors/0"))
                .map(selector -> selector.has("sourceCIDR")
                        ? selector.at("/sourceCIDR/type").asText() + " "
                                + selector.at("/sourceCIDR/value").asText()
                        : selector.at("/headers/0/type").asText() + " "
                                + selector.at("/headers/0/name").asText())
                .toList();
        expect(
                route,
                "counted by",
                route.isPublic() ? List.of("Distinct 0.0.0.0/0", "Distinct ::/0") : List.of("Distinct " + SUBJECT),
                counted);
        for (JsonNode rule : rules) {
            expect(
                    route,
                    "limit",
                    route.requests() + " a " + UNITS.get(route.period()),
                    rule.at("/limit/requests").asText() + " a "
                            + rule.at("/limit/unit").asText());
        }
        expect(
                route,
                "largest body",
                Math.max(1, route.maxBody()),
                policy.at("/spec/requestBuffer/limit").asLong());
        expect(
                route,
                "timeout of the backend",
                route.timeout(),
                policy.at("/spec/timeout/http/requestTimeout").asText());
        // a POST that may have reached the service is not repeated behind the client's back
        expect(
                route,
                "retries",
                List.of("connect-failure", "refused-stream", "reset-before-request"),
                Objects.texts(policy.at("/spec/retry/retryOn/triggers")));
        expect(
                route,
                "retried statuses",
                false,
                policy.at("/spec/retry/retryOn").has("httpStatusCodes"));
    }

    private void gateway(String name) {
        String full = "coinstage-" + name;
        policy("SecurityPolicy", "Gateway", full)
                .filter(policy ->
                        !policy.at("/spec/authorization/defaultAction").asText().equals("Deny")
                                || policy.at("/spec/authorization").has("rules"))
                .ifPresent(policy -> flaws.add(full + ": a route without a policy is open"));
        policy("ClientTrafficPolicy", "Gateway", full)
                .filter(policy ->
                        !policy.at("/spec/path/escapedSlashesAction").asText().equals("RejectRequest"))
                .ifPresent(policy -> flaws.add(full + ": escaped slashes pass"));
        for (JsonNode listener : objects.get("Gateway", full).at("/spec/listeners")) {
            if (!listener.get("protocol").asText().equals("HTTPS")) {
                flaws.add(full + ": listener " + listener.get("name").asText() + " is not encrypted");
            }
        }
    }

    private String issuer() {
        return Settings.environment(objects.get("Deployment", "wallet-service")).get("COINSTAGE_OIDC_ISSUER");
    }

    private String keys() {
        return Settings.environment(objects.get("Deployment", "wallet-service")).get("COINSTAGE_OIDC_JWKS_URL");
    }

    private void expect(Route route, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            flaws.add(route.name() + ": " + what + " should be " + expected + ", is " + actual);
        }
    }
}
