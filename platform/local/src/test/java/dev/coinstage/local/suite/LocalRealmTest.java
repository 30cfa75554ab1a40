package dev.coinstage.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalRealmTest {

    private static final List<String> SERVICES =
            List.of("wallet-service", "promote-service", "payout-service", "fraud-service");

    private final Path committed = Checkout.around(Path.of("")).realm();
    private JsonNode realm;
    private JsonNode local;

    @BeforeEach
    void bothRealms() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        realm = mapper.readTree(committed.toFile());
        local = mapper.readTree(LocalRealm.from(committed, new DemoUsers()).json());
    }

    @Test
    void the_committed_realm_has_no_people_and_no_secrets() {
        assertThat(realm.get("users")).allSatisfy(user -> {
            assertThat(user.get("serviceAccountClientId").asText()).isIn(SERVICES);
            assertThat(user.has("credentials")).isFalse();
        });
        assertThat(realm.get("clients"))
                .filteredOn(client -> client.has("secret"))
                .extracting(client -> client.get("secret").asText())
                .containsExactly(
                        "${COINSTAGE_WALLET_SERVICE_SECRET}",
                        "${COINSTAGE_PROMOTE_SERVICE_SECRET}",
                        "${COINSTAGE_PAYOUT_SERVICE_SECRET}",
                        "${COINSTAGE_FRAUD_SERVICE_SECRET}");
    }

    @Test
    void no_client_has_a_password_grant_or_an_implicit_flow() {
        assertThat(realm.get("clients")).hasSize(6).allSatisfy(client -> {
            assertThat(client.get("directAccessGrantsEnabled").asBoolean(true)).isFalse();
            assertThat(client.get("implicitFlowEnabled").asBoolean(true)).isFalse();
            assertThat(client.get("fullScopeAllowed").asBoolean(true)).isFalse();
        });
    }

    @Test
    void the_app_needs_a_proof_key_and_gets_audience_and_roles() {
        JsonNode app = client("coinstage-app");

        assertThat(app.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
        assertThat(app.get("publicClient").asBoolean()).isTrue();
        assertThat(app.get("protocolMappers"))
                .extracting(
                        mapper -> mapper.at("/config/included.custom.audience").asText()
                                + mapper.at("/config/claim.name").asText())
                .containsExactly("coinstage", "realm_access.roles");
    }

    @Test
    void services_log_in_by_client_credentials_alone() {
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(client(service).get("serviceAccountsEnabled").asBoolean())
                    .isTrue();
            assertThat(client(service).get("standardFlowEnabled").asBoolean()).isFalse();
        });
    }

    @Test
    void the_app_cannot_hand_out_the_role_of_services() {
        assertThat(realm.get("scopeMappings"))
                .filteredOn(mapping -> mapping.get("client").asText().equals("coinstage-app"))
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.get("roles"))
                        .extracting(JsonNode::asText)
                        .doesNotContain("service"));
    }

    @Test
    void only_the_local_copy_goes_without_tls() {
        assertThat(realm.get("sslRequired").asText()).isEqualTo("external");
        assertThat(local.get("sslRequired").asText()).isEqualTo("none");
    }

    @Test
    void the_local_copy_has_seven_people_two_hundred_viewers_and_fresh_people_for_stories_with_fixed_ids() {
        List<JsonNode> people = new ArrayList<>();
        local.get("users").forEach(user -> {
            if (!user.has("serviceAccountClientId")) {
                people.add(user);
            }
        });

        int all = 7 + DemoUsers.CROWD + 3 * DemoUsers.FRESH;
        assertThat(people).hasSize(all);
        assertThat(people)
                .extracting(user -> user.get("username").asText())
                .startsWith("vera", "carla", "mona", "felix", "sam", "lea", "otto", "viewer001")
                .contains("viewer200", "dina001")
                .endsWith("dina060", "nico060", "tess060");
        assertThat(new HashSet<>(
                        people.stream().map(user -> user.get("id").asText()).toList()))
                .hasSize(all);
        assertThat(people.get(206).get("id").asText()).isEqualTo("c0135a9e-0000-4000-8001-000000000200");
    }

    @Test
    void all_but_viewers_have_a_second_factor() {
        local.get("users").forEach(user -> {
            if (!user.has("serviceAccountClientId")) {
                boolean hasMore = user.get("realmRoles").size() > 1
                        || !user.get("realmRoles").get(0).asText().equals("viewer");
                assertThat(user.get("credentials"))
                        .as(user.get("username").asText())
                        .extracting(credential -> credential.get("type").asText())
                        .isEqualTo(hasMore ? List.of("password", "otp") : List.of("password"));
            }
        });
    }

    @Test
    void only_the_local_copy_takes_a_code_twice() {
        assertThat(realm.get("otpPolicyCodeReusable").asBoolean()).isFalse();
        assertThat(local.get("otpPolicyCodeReusable").asBoolean()).isTrue();
    }

    @Test
    void the_fingerprint_tells_a_changed_realm() throws IOException {
        LocalRealm same = LocalRealm.from(committed, new DemoUsers());

        assertThat(same.fingerprint())
                .isEqualTo(LocalRealm.from(committed, new DemoUsers()).fingerprint());
        assertThat(same.fingerprint()).isNotEqualTo(new LocalRealm("{}".getBytes()).fingerprint());
    }

    private JsonNode client(String id) {
        for (JsonNode client : realm.get("clients")) {
            if (client.get("clientId").asText().equals(id)) {
                return client;
            }
        }
        throw new AssertionError("no client " + id);
    }
}
