package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Reply;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may see what: tokens and owners. */
@ExtendWith(RunningWorld.class)
class AccessIT {

    private World world;
    private Api gateway;
    private Session vera;

    @BeforeEach
    void aViewer(World shared) throws InterruptedException {
        world = shared;
        gateway = shared.gateway();
        vera = shared.login("vera");
    }

    @Test
    void without_a_token_nothing_is_shown() throws InterruptedException {
        assertProblem(gateway.send(gateway.request("/v1/accounts").build()), 401, "UNAUTHENTICATED");
    }

    @Test
    void an_expired_token_is_refused_although_the_realm_signed_it()
            throws InterruptedException, SQLException, GeneralSecurityException {
        try (Connection keycloak = world.database("keycloak")) {
            TokenForge forge = new TokenForge(vera.token());
            String fresh = forge.expiredAt(Instant.now().plusSeconds(60).getEpochSecond(), keycloak);
            String expired = forge.expiredAt(Instant.now().minusSeconds(60).getEpochSecond(), keycloak);

            assertThat(with(fresh).status()).as("the forged signature is right").isEqualTo(200);
            assertProblem(with(expired), 401, "TOKEN_EXPIRED");
        }
    }

    @Test
    void a_token_that_a_stranger_signed_is_refused() throws InterruptedException, GeneralSecurityException {
        assertProblem(with(new TokenForge(vera.token()).signedByAStranger()), 401, "UNAUTHENTICATED");
    }

    @Test
    void a_token_with_another_role_written_into_it_is_refused() throws InterruptedException {
        assertProblem(with(new TokenForge(vera.token()).altered()), 401, "UNAUTHENTICATED");
    }

    @Test
    void the_service_itself_checks_tokens_and_roles_too() throws InterruptedException, GeneralSecurityException {
        Api wallet = world.walletService();

        assertProblem(wallet.send(wallet.request("/v1/accounts").build()), 401, "UNAUTHENTICATED");
        assertProblem(
                wallet.send(wallet.request("/v1/accounts")
                        .header("Authorization", "Bearer " + new TokenForge(vera.token()).signedByAStranger())
                        .build()),
                401,
                "UNAUTHENTICATED");
        assertProblem(wallet.post(vera, "/v1/lives", Api.key(), "{\"title\": \"Mine\"}"), 403, "FORBIDDEN");
    }

    @Test
    void another_viewers_account_is_not_found_and_finance_sees_it() throws InterruptedException {
        String account = accountOfVera();

        assertThat(gateway.get(vera, "/v1/accounts/" + account).status()).isEqualTo(200);
        assertProblem(gateway.get(world.login("viewer001"), "/v1/accounts/" + account), 404, "ACCOUNT_NOT_FOUND");
        assertProblem(
                gateway.get(world.login("viewer001"), "/v1/accounts/" + account + "/statement"),
                404,
                "ACCOUNT_NOT_FOUND");
        assertThat(gateway.get(world.login("felix"), "/v1/accounts/" + account).status())
                .isEqualTo(200);
        assertProblem(gateway.get(world.login("mona"), "/v1/accounts/" + account), 403, "FORBIDDEN");
    }

    private String accountOfVera() throws InterruptedException {
        String receipt =
                world.appStore().buy(new CoinPackage("dev.coinstage.coins.100", 100, "USD", 129), vera.subject());
        gateway.post(vera, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + receipt + "\"}")
                .expect(201, "coins");
        return gateway.get(vera, "/v1/accounts")
                .expect(200, "accounts")
                .at("/items/0/id")
                .asText();
    }

    private Reply with(String token) throws InterruptedException {
        return gateway.send(gateway.request("/v1/accounts")
                .header("Authorization", "Bearer " + token)
                .build());
    }
}
