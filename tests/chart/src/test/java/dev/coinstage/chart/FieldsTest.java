package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No object, of the chart as of the manifests, has a field or a type that its definition does not know. */
class FieldsTest {

    private static final String WITHOUT =
            "no CustomResourceDefinitions under -Dcoinstage.data: custom resources are not checked";

    private final KnownFields core = new KnownFields();

    private static CustomSchemas read;

    /** Read once: they are four megabytes. */
    private static synchronized CustomSchemas definitions() throws IOException {
        assumeTrue(CustomSchemas.folder().isPresent(), WITHOUT);
        if (read == null) {
            read = new CustomSchemas(CustomSchemas.folder().orElseThrow());
        }
        return read;
    }

    private List<String> flaws(Objects objects) {
        return objects.all().stream()
                .filter(KnownFields::isCore)
                .flatMap(object -> core.flaws(object).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void kubernetes_knows_every_field_of_the_charts_own_objects(Rendered rendered) {
        assertThat(rendered.objects().all().stream().filter(KnownFields::isCore))
                .hasSizeGreaterThan(30);
        assertThat(flaws(rendered.objects())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void custom_resources_of_the_chart_fulfil_their_definitions(Rendered rendered) throws IOException {
        CustomSchemas definitions = definitions();
        List<ObjectNode> custom = rendered.objects().all().stream()
                .filter(object -> !KnownFields.isCore(object))
                .toList();
        assertThat(custom).hasSizeGreaterThan(70);
        assertThat(custom.stream().flatMap(object -> definitions.flaws(object).stream()))
                .isEmpty();
    }

    @Test
    void the_manifests_fulfil_their_definitions() throws IOException {
        Objects manifests = Objects.ofManifests();
        assertThat(flaws(manifests)).isEmpty();
        CustomSchemas definitions = definitions();
        // Keycloak's operator publishes its definitions elsewhere
        assertThat(manifests.all().stream()
                        .filter(object -> !KnownFields.isCore(object))
                        .filter(object -> !object.get("kind").asText().equals("Keycloak"))
                        .flatMap(object -> definitions.flaws(object).stream()))
                .isEmpty();
    }

    @Test
    void an_unknown_field_deep_in_a_pod_is_found() {
        Objects spoiled = Rendered.DEFAULTS.objects();
        ((ObjectNode) spoiled.get("Deployment", "wallet-service").at("/spec/template/spec/containers/0/livenessProbe"))
                .put("failureTreshold", 3);
        assertThat(flaws(spoiled))
                .singleElement()
                .asString()
                .contains("Deployment wallet-service")
                .endsWith("failureTreshold: no such field");
    }

    @Test
    void an_unknown_field_of_a_manifest_and_a_kind_that_is_none_are_found() {
        Objects spoiled = Objects.parse("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: open}
                spec: {podSelectors: {}}
                ---
                apiVersion: apps/v1
                kind: Deploiment
                metadata: {name: none}
                """);
        assertThat(flaws(spoiled))
                .containsExactly(
                        "NetworkPolicy open/spec/podSelectors: no such field", "Deploiment none: unknown kind");
    }

    @Test
    void an_unknown_field_and_a_wrong_type_of_a_custom_resource_are_found() throws IOException {
        CustomSchemas definitions = definitions();
        ObjectNode route = Rendered.DEFAULTS.objects().get("HTTPRoute", "payouts");
        ((ObjectNode) route.at("/spec/rules/0")).put("timeout", "5s");
        assertThat(definitions.flaws(route)).singleElement().asString().contains("timeout");

        ObjectNode database = Objects.ofManifests().get("Cluster", "coinstage-wallet");
        ((ObjectNode) database.at("/spec/postgresql/synchronous")).put("number", "one");
        assertThat(definitions.flaws(database)).singleElement().asString().contains("number");

        ObjectNode policy = Rendered.DEFAULTS.objects().get("SecurityPolicy", "payouts");
        ((ObjectNode) policy.at("/spec/authorization")).put("defaultAction", "deny");
        assertThat(definitions.flaws(policy)).singleElement().asString().contains("defaultAction");
    }

    @Test
    void what_only_the_definitions_rules_forbid_is_found() throws IOException {
        CustomSchemas definitions = definitions();
        ObjectNode policy = Rendered.DEFAULTS.objects().get("SecurityPolicy", "payouts");
        ((ObjectNode) policy.get("spec")).remove("jwt");
        assertThat(definitions.flaws(policy))
                .containsExactly(
                        "SecurityPolicy payouts: if authorization.rules.principal.jwt is used, jwt must be defined");

        ObjectNode traffic = Rendered.DEFAULTS.objects().get("BackendTrafficPolicy", "payouts");
        ((ObjectNode) traffic.at("/spec/targetRefs/0")).put("kind", "Service");
        assertThat(definitions.flaws(traffic)).singleElement().asString().contains("targetRefs[*].kind");

        ObjectNode gateway = Rendered.DEFAULTS.objects().get("Gateway", "coinstage-client");
        ((ObjectNode) gateway.at("/spec/listeners/0")).put("protocol", "HTTP");
        assertThat(definitions.flaws(gateway)).singleElement().asString().contains("tls must not be specified");
    }

    @Test
    void a_kind_without_a_definition_is_found() throws IOException {
        ObjectNode route = Rendered.DEFAULTS.objects().get("HTTPRoute", "payouts");
        route.put("apiVersion", "gateway.networking.k8s.io/v2");
        assertThat(definitions().flaws(route)).hasSize(1);
    }
}
