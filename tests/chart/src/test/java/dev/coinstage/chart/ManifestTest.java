package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must be there first fits the chart that comes after it. */
class ManifestTest {

    private static final Set<String> SYNCHRONOUS = Set.of("coinstage-wallet", "coinstage-payout");

    private final Objects manifests = Objects.ofManifests();
    private final Objects chart = Rendered.DEFAULTS.objects();

    private List<String> flaws() {
        List<String> flaws = new ArrayList<>();
        for (ObjectNode database : manifests.of("Cluster")) {
            JsonNode spec = database.get("spec");
            JsonNode replication = spec.at("/postgresql/synchronous");
            require(
                    flaws,
                    database,
                    "runs on fewer than three machines",
                    spec.get("instances").asInt() >= 3);
            if (SYNCHRONOUS.contains(Objects.name(database))) {
                require(
                        flaws,
                        database,
                        "answers before a second machine has it",
                        replication.path("method").asText().equals("any")
                                && replication.path("number").asInt() == 1
                                && replication.path("dataDurability").asText().equals("required"));
            }
            for (String off : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                require(
                        flaws,
                        database,
                        "touches " + off,
                        !spec.at("/postgresql/parameters").has(off));
            }
            require(
                    flaws,
                    database,
                    "has its standbys where it is",
                    spec.at("/affinity/podAntiAffinityType").asText().equals("required"));
        }
        return flaws;
    }

    private static void require(List<String> flaws, JsonNode object, String flaw, boolean holds) {
        if (!holds) {
            flaws.add(Objects.title(object) + " " + flaw);
        }
    }

    @Test
    void databases_lose_nothing_that_they_must_not() {
        assertThat(manifests.of("Cluster")).hasSize(5);
        assertThat(flaws()).isEmpty();
    }

    @Test
    void a_database_that_could_lose_money_is_found() {
        ((ObjectNode) manifests.get("Cluster", "coinstage-wallet").at("/spec/postgresql/synchronous"))
                .put("dataDurability", "preferred");
        ((ObjectNode) manifests.get("Cluster", "coinstage-payout").at("/spec/postgresql")).remove("synchronous");
        ((ObjectNode) manifests.get("Cluster", "coinstage-fraud").at("/spec/postgresql/parameters"))
                .put("fsync", "off");
        ((ObjectNode) manifests.get("Cluster", "coinstage-promote").at("/spec")).put("instances", 1);
        assertThat(flaws())
                .containsExactlyInAnyOrder(
                        "Cluster coinstage-wallet answers before a second machine has it",
                        "Cluster coinstage-payout answers before a second machine has it",
                        "Cluster coinstage-fraud touches fsync",
                        "Cluster coinstage-promote runs on fewer than three machines");
    }

    @Test
    void each_service_finds_its_database_by_the_name_and_the_owner_that_the_manifest_makes() {
        for (String service : SettingsTest.SERVICES) {
            var environment = Settings.environment(chart.get("Deployment", service));
            String cluster = environment.get("COINSTAGE_DATABASE_USER").replace("-app/username", "");
            JsonNode initial = manifests.get("Cluster", cluster).at("/spec/bootstrap/initdb");
            assertThat(environment)
                    .containsEntry(
                            "COINSTAGE_DATABASE_ADDRESS",
                            cluster + "-rw:5432/" + initial.get("database").asText())
                    .containsEntry("COINSTAGE_DATABASE_PASSWORD", cluster + "-app/password");
            // migrations make triggers: the role must own what it works on
            assertThat(initial.get("owner")).isEqualTo(initial.get("database"));
        }
    }

    @Test
    void pods_that_are_not_restricted_are_refused_by_the_namespace() {
        JsonNode labels = manifests.get("Namespace", "coinstage").at("/metadata/labels");
        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
    }

    @Test
    void the_realm_and_the_services_read_each_clients_secret_from_the_same_place() {
        String realm = Checkout.text("k8s/keycloak/coinstage-realm.json");
        String importing = Checkout.text("k8s/keycloak/realm-import.jq");
        Set<String> placeholders = Pattern.compile("\\$\\{(COINSTAGE_[A-Z_]+)}")
                .matcher(realm)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(placeholders).hasSize(SettingsTest.SERVICES.size());
        for (String service : SettingsTest.SERVICES) {
            String placeholder = "COINSTAGE_" + Settings.variable(service) + "_SECRET";
            assertThat(placeholders).contains(placeholder);
            assertThat(importing).contains(placeholder + ": secret(\"" + service + "\")");
            assertThat(Settings.environment(chart.get("Deployment", service)))
                    .containsEntry("COINSTAGE_OIDC_CLIENT_SECRET", service + "-client/client-secret");
        }
        assertThat(importing).contains("service + \"-client\"", "key: \"client-secret\"");
    }

    @Test
    void keycloak_is_where_the_chart_looks_for_it() {
        JsonNode keycloak = manifests.get("Keycloak", "coinstage-keycloak");
        var environment = Settings.environment(chart.get("Deployment", "wallet-service"));
        String inside =
                "http://" + Objects.name(keycloak) + "-service.coinstage.svc.cluster.local:8080/realms/coinstage/";
        assertThat(environment)
                .containsEntry(
                        "COINSTAGE_OIDC_ISSUER",
                        keycloak.at("/spec/hostname/hostname").asText() + "/realms/coinstage")
                .containsEntry("COINSTAGE_OIDC_JWKS_URL", inside + "protocol/openid-connect/certs")
                .containsEntry("COINSTAGE_OIDC_TOKEN_URL", inside + "protocol/openid-connect/token");
    }

    @Test
    void keycloaks_pods_are_let_in_by_the_namespace_and_by_one_policy_alone() {
        JsonNode keycloak = manifests.get("Keycloak", "coinstage-keycloak");
        JsonNode pod = keycloak.at("/spec/unsupported/podTemplate/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode container = pod.at("/containers/0/securityContext");
        assertThat(container.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(Objects.texts(container.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(keycloak.at("/spec/networkPolicy/enabled").asBoolean(true)).isFalse();
    }

    @Test
    void the_gateways_class_is_there_and_only_logging_in_is_public_of_keycloak() {
        String className = chart.get("Gateway", "coinstage-client")
                .at("/spec/gatewayClassName")
                .asText();
        JsonNode parameters = manifests.get("GatewayClass", className).at("/spec/parametersRef");
        assertThat(manifests.find("EnvoyProxy", parameters.get("name").asText()))
                .isPresent();
        assertThat(Objects.each(manifests.get("HTTPRoute", "login").at("/spec/rules/0/matches"))
                        .map(match -> match.at("/path/value").asText()))
                .containsExactly("/realms/coinstage", "/resources");
    }

    @Test
    void one_command_applies_every_manifest() {
        JsonNode all =
                Objects.parse(Checkout.text("k8s/kustomization.yaml")).all().get(0);
        Objects applied = new Objects(Objects.texts(all.get("resources")).stream()
                .flatMap(file -> Objects.parse(Checkout.text("k8s/" + file)).all().stream())
                .toList());
        assertThat(applied.all()).hasSameSizeAs(manifests.all());
    }
}
