package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.LoginRefused;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.Reply;
import dev.coinstage.local.suite.DemoUsers;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The realm as the running Keycloak understands it. */
@ExtendWith(RunningWorld.class)
class RealmIT {

    private World world;
    private Api keycloak;

    @BeforeEach
    void theRealm(World shared) {
        world = shared;
        keycloak = new Api(shared.suite().addresses().issuer() + "/protocol/openid-connect");
    }

    @Test
    void a_persons_token_names_issuer_audience_and_roles_and_lives_five_minutes() throws InterruptedException {
        JsonNode claims = Session.claims(world.login("carla").token());

        assertThat(claims.path("iss").asText())
                .isEqualTo(world.suite().addresses().issuer());
        assertThat(claims.path("aud").asText()).isEqualTo("coinstage");
        assertThat(claims.path("sub").asText()).isEqualTo("c0135a9e-0000-4000-8000-000000000002");
        assertThat(claims.at("/realm_access/roles"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("creator", "viewer");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(claims.has("name")).as("no personal data").isFalse();
    }

    @Test
    void a_wrong_password_lets_nobody_in() {
        LoginClient login = new LoginClient(world.suite().addresses().issuer());

        assertThatThrownBy(() -> login.login("otto", "coinstage-demo!"))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("Invalid username or password");
    }

    @Test
    void a_password_alone_gives_acr_1_and_a_code_beside_it_acr_2_and_a_refresh_keeps_either()
            throws InterruptedException {
        String dina = world.fresh("dina");

        Session one = world.login(dina);
        assertThat(acr(one.token())).isEqualTo("1");
        assertThat(acr(one.renewed())).isEqualTo("1");

        Session two = world.stepUp(dina);
        assertThat(acr(two.token())).isEqualTo("2");
        String renewed = two.renewed();
        assertThat(acr(renewed)).isEqualTo("2");
        assertThat(Session.claims(renewed).path("sub").asText())
                .isEqualTo(one.subject().toString());
        assertThat(Session.claims(renewed).at("/realm_access/roles"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("creator", "viewer");
    }

    private static String acr(String token) {
        return Session.claims(token).path("acr").asText();
    }

    @Test
    void a_wrong_code_is_refused() {
        LoginClient login = new LoginClient(world.suite().addresses().issuer());

        assertThatThrownBy(() -> login.stepUp(world.fresh("dina"), DemoUsers.PASSWORD, "another-second-factor"))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("Invalid authenticator code");
    }

    @Test
    void who_has_no_second_factor_is_not_asked_for_a_code_and_gets_no_token_of_two() {
        assertThatThrownBy(() -> world.stepUp(world.fresh("tess")))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("kc-otp-login-form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coinstage-app", "admin-cli", "wallet-service"})
    void no_client_gets_a_token_for_a_password(String client) throws InterruptedException {
        Reply reply = token("grant_type=password&client_id=" + client + secretOf(client) + "&username=vera&password="
                + DemoUsers.PASSWORD);

        assertThat(reply.status()).isIn(400, 401);
        assertThat(reply.body().path("error").asText()).isIn("unauthorized_client", "invalid_client");
        assertThat(reply.body().has("access_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "&code_challenge=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU&code_challenge_method=plain"})
    void a_login_without_a_hashed_proof_key_is_refused(String challenge) throws InterruptedException {
        Reply reply = keycloak.send(keycloak.request("/auth?response_type=code&client_id=coinstage-app&scope=openid"
                        + "&redirect_uri=http://127.0.0.1:4711/callback" + challenge)
                .build());

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.headers().firstValue("Location").orElse("none")).contains("error=invalid_request");
    }

    @Test
    void a_redirect_to_a_stranger_is_refused() throws InterruptedException {
        Reply reply = keycloak.send(keycloak.request("/auth?response_type=code&client_id=coinstage-app&scope=openid"
                        + "&redirect_uri=http://stranger.example/callback")
                .build());

        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet-service", "promote-service", "payout-service", "fraud-service"})
    void a_service_logs_in_as_itself_with_the_role_of_services_alone(String service) throws InterruptedException {
        Reply reply = token("grant_type=client_credentials&client_id=" + service + secretOf(service));
        JsonNode claims = Session.claims(
                reply.expect(200, "a service's login").path("access_token").asText());

        assertThat(claims.path("aud").asText()).isEqualTo("coinstage");
        assertThat(claims.at("/realm_access/roles"))
                .extracting(JsonNode::asText)
                .containsExactly("service");
    }

    @Test
    void the_realm_signs_with_rs256_alone() throws InterruptedException {
        JsonNode keys = keycloak.send(keycloak.request("/certs").build()).expect(200, "the realm's keys");

        assertThat(keys.path("keys")).singleElement().satisfies(key -> {
            assertThat(key.path("alg").asText()).isEqualTo("RS256");
            assertThat(key.path("use").asText()).isEqualTo("sig");
        });
    }

    private Reply token(String form) throws InterruptedException {
        return keycloak.send(keycloak.request("/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private String secretOf(String client) {
        return client.endsWith("-service")
                ? "&client_secret=" + world.suite().folder().secrets().of("client-" + client)
                : "";
    }
}
