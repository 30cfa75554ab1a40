package dev.coinstage.gateway.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
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
        assertRefused(world.viewersToken().expired().signed(), "TOKEN_EXPIRED");
    }

    @Test
    void a_token_without_exp_is_refused() {
        assertRefused(world.viewersToken().withoutExpiry().signed(), "UNAUTHENTICATED");
    }

    @Test
    void a_token_that_is_not_valid_yet_is_refused() {
        var later = Instant.now().plus(Duration.ofMinutes(2));
        assertRefused(world.viewersToken().notBefore(later).signed(), "UNAUTHENTICATED");
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        assertRefused(world.viewersToken().audience("other").signed(), "UNAUTHENTICATED");
        assertRefused(world.viewersToken().without("aud").signed(), "UNAUTHENTICATED");
    }

    @Test
    void one_of_several_audiences_suffices() {
        var token = world.viewersToken().audience("account", "coinstage").signed();
        assertThat(send(to("/v1/echo", token)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        assertRefused(
                world.viewersToken().issuer("http://issuer.test/realms/other").signed(), "UNAUTHENTICATED");
    }

    @Test
    void a_token_without_a_subject_is_refused() {
        assertRefused(world.viewersToken().without("sub").signed(), "UNAUTHENTICATED");
    }

    @Test
    void a_forged_token_is_refused() {
        assertRefused(world.viewersToken().forged(), "UNAUTHENTICATED");
    }

    @Test
    void a_token_whose_claims_were_changed_is_refused() {
        var parts = world.token("viewer").split("\\.");
        var others = world.token("viewer", "operator").split("\\.");
        assertRefused(parts[0] + "." + others[1] + "." + parts[2], "UNAUTHENTICATED");
    }

    @Test
    void an_unsigned_token_is_refused() {
        assertRefused(world.viewersToken().unsigned(), "UNAUTHENTICATED");
    }

    @Test
    void an_hmac_with_the_public_key_is_refused() {
        assertRefused(world.viewersToken().signedWithThePublicKey(), "UNAUTHENTICATED");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        assertRefused("abc", "UNAUTHENTICATED");
        assertRefused("a.b.c", "UNAUTHENTICATED");
        assertRefused("....", "UNAUTHENTICATED");
    }

    @Test
    void a_rotated_key_is_accepted_at_once_and_a_forgotten_one_no_more() {
        var old = world.token("viewer");
        world.issuer().rotateKey();
        assertThat(send(to("/v1/echo", world.token("viewer"))).statusCode()).isEqualTo(200);
        assertThat(send(to("/v1/echo", old)).statusCode()).isEqualTo(200);

        world.issuer().rotateKey();
        world.issuer().forgetOldKeys();
        assertThat(send(to("/v1/echo", world.token("viewer"))).statusCode()).isEqualTo(200);
        assertRefused(old, "UNAUTHENTICATED");
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
