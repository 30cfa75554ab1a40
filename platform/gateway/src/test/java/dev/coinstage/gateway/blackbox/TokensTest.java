package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coinstage.gateway.fixture.Claims;
import dev.coinstage.gateway.fixture.SigningKey;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokensTest extends BlackBox {

    @Test
    void a_good_token_with_the_right_role_passes() {
        assertThat(send(to("/v1/echo", world.token("viewer"))).statusCode()).isEqualTo(200);
        assertThat(world.upstream().received(mark)).hasSize(1);
    }

    @Test
    void any_one_of_the_routes_roles_suffices() {
        assertThat(send(to("/v1/echo", world.token("creator"))).statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_role_is_forbidden() {
        var reply = send(to("/v1/echo", world.token("moderator")));

        assertProblem(reply, 403, "FORBIDDEN");
        assertThat(reply.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("insufficient_scope"));
        assertNothingReachedTheService();
    }

    @Test
    void the_more_specific_routes_role_counts() {
        assertProblem(send(to("/v1/echo/books", world.token("viewer"))), 403, "FORBIDDEN");
        assertThat(send(to("/v1/echo/books", world.token("finance"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_request_without_a_token_is_challenged() {
        var reply = send(to("/v1/echo"));

        assertProblem(reply, 401, "UNAUTHENTICATED");
        assertThat(reply.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"coinstage\"");
        assertNothingReachedTheService();
    }

    @Test
    void another_scheme_and_a_token_in_the_query_do_not_count() {
        assertProblem(send(to("/v1/echo").header("Authorization", "Basic dmVyYTp4")), 401, "UNAUTHENTICATED");
        var inQuery =
                to("/v1/echo").uri(base().resolve("/v1/echo?mark=" + mark + "&access_token=" + world.token("viewer")));
        assertProblem(send(inQuery), 401, "UNAUTHENTICATED");
        assertNothingReachedTheService();
    }

    @Test
    void two_authorization_headers_are_malformed() {
        var request = to("/v1/echo", world.token("viewer")).header("Authorization", "Bearer " + world.token("viewer"));
        assertProblem(send(request), 400, "MALFORMED_REQUEST");
        assertNothingReachedTheService();
    }

    @Test
    void an_expired_token_is_refused_by_its_own_code() {
        assertRefused(
                world.key().sign(good().expirationTime(Claims.inMinutes(-2)).build()), "TOKEN_EXPIRED");
    }

    @Test
    void a_token_without_exp_is_refused() {
        assertRefused(world.key().sign(good().expirationTime(null).build()), "UNAUTHENTICATED");
    }

    @Test
    void a_token_that_is_not_valid_yet_is_refused() {
        assertRefused(world.key().sign(good().notBeforeTime(Claims.inMinutes(2)).build()), "UNAUTHENTICATED");
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        assertRefused(world.key().sign(good().audience("other").build()), "UNAUTHENTICATED");
        assertRefused(world.key().sign(good().audience((String) null).build()), "UNAUTHENTICATED");
    }

    @Test
    void one_of_several_audiences_suffices() {
        var token = world.key()
                .sign(good().audience(List.of("account", "coinstage")).build());
        assertThat(send(to("/v1/echo", token)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertRefused(
                world.key()
                        .sign(good().issuer("http://issuer.test/realms/other").build()),
                "UNAUTHENTICATED");
    }

    @Test
    void a_forged_token_is_refused() {
        assertRefused(SigningKey.generate("first").sign(good().build()), "UNAUTHENTICATED");
    }

    @Test
    void a_token_whose_claims_were_changed_is_refused() {
        var parts = world.key().sign(good().build()).split("\\.");
        var others = world.key().sign(good().subject("somebody-else").build()).split("\\.");
        assertRefused(parts[0] + "." + others[1] + "." + parts[2], "UNAUTHENTICATED");
    }

    @Test
    void an_unsigned_token_is_refused() {
        assertRefused(SigningKey.unsigned(good().build()), "UNAUTHENTICATED");
    }

    @Test
    void an_hmac_with_the_public_key_is_refused() {
        assertRefused(world.key().hmacWithPublicKey(good().build()), "UNAUTHENTICATED");
    }

    @Test
    void other_rsa_algorithms_are_refused() {
        assertRefused(world.key().signAs(JWSAlgorithm.RS512, good().build()), "UNAUTHENTICATED");
        assertRefused(world.key().signAs(JWSAlgorithm.PS256, good().build()), "UNAUTHENTICATED");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        assertRefused("abc", "UNAUTHENTICATED");
        assertRefused("a.b.c", "UNAUTHENTICATED");
        assertRefused("....", "UNAUTHENTICATED");
    }

    @Test
    void a_rotated_key_is_accepted_at_once_and_the_old_one_no_more() {
        var rotated = SigningKey.generate("rotated");
        try {
            world.issuer().publish(rotated);
            assertThat(send(to("/v1/echo", rotated.sign(good().build()))).statusCode())
                    .isEqualTo(200);
            assertRefused(world.key().sign(good().build()), "UNAUTHENTICATED");
        } finally {
            world.issuer().publish(world.key());
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> send(to("/v1/echo", world.token("viewer"))).statusCode() == 200);
        }
    }

    private static JWTClaimsSet.Builder good() {
        return Claims.of("spoilt", "viewer");
    }

    private void assertRefused(String token, String code) {
        var reply = send(to("/v1/echo/refused", token));

        assertProblem(reply, 401, code);
        assertThat(reply.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge ->
                        assertThat(challenge).startsWith("Bearer realm=\"coinstage\", error=\"invalid_token\""));
        assertThat(world.upstream().received(mark))
                .noneMatch(request -> request.target().contains("refused"));
    }
}
