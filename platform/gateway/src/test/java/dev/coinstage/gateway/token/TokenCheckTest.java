package dev.coinstage.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coinstage.gateway.fixture.Claims;
import dev.coinstage.gateway.fixture.SigningKey;
import dev.coinstage.gateway.token.TokenVerdict.Accepted;
import dev.coinstage.gateway.token.TokenVerdict.Expired;
import dev.coinstage.gateway.token.TokenVerdict.Invalid;
import dev.coinstage.gateway.token.TokenVerdict.UnknownKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenCheckTest {
    private static final SigningKey KEY = SigningKey.generate("key");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private final TokenCheck check = new TokenCheck(
            new TokenRules(Claims.ISSUER, Claims.AUDIENCE, Duration.ofSeconds(5)),
            () -> KeySet.parse(SigningKey.jwks(KEY)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_good_token_names_its_caller() {
        assertThat(check.judge(KEY.sign(good().build())))
                .isEqualTo(new Accepted(new Caller("vera", Set.of("viewer", "creator"))));
    }

    @Test
    void expiry_is_judged_by_the_given_clock_and_its_allowed_skew() {
        assertThat(check.judge(KEY.sign(expiring(-4)))).isInstanceOf(Accepted.class);
        assertThat(check.judge(KEY.sign(expiring(-6)))).isEqualTo(new Expired());
    }

    @Test
    void not_before_is_judged_with_the_same_skew() {
        assertThat(check.judge(KEY.sign(good().notBeforeTime(at(4)).build()))).isInstanceOf(Accepted.class);
        assertThat(check.judge(KEY.sign(good().notBeforeTime(at(6)).build()))).isEqualTo(new Invalid());
    }

    @Test
    void an_expired_token_that_was_never_good_is_invalid_or_expired_but_never_accepted() {
        var forged = SigningKey.generate("key").sign(expiring(-60));
        assertThat(check.judge(forged)).isNotInstanceOf(Accepted.class);
    }

    @Test
    void an_unknown_key_is_told_apart_only_for_the_right_algorithm() {
        var other = SigningKey.generate("other");
        assertThat(check.judge(other.sign(good().build()))).isEqualTo(new UnknownKey());
        assertThat(check.judge(other.hmacWithPublicKey(good().build()))).isEqualTo(new Invalid());
        assertThat(check.judge(SigningKey.unsigned(good().build()))).isEqualTo(new Invalid());
    }

    @Test
    void other_rsa_algorithms_are_invalid_even_with_the_right_key() {
        assertThat(check.judge(KEY.signAs(JWSAlgorithm.RS512, good().build()))).isEqualTo(new Invalid());
        assertThat(check.judge(KEY.signAs(JWSAlgorithm.PS256, good().build()))).isEqualTo(new Invalid());
        assertThat(check.judge(KEY.signAs(JWSAlgorithm.RS256, good().build()))).isInstanceOf(Accepted.class);
    }

    @Test
    void a_token_that_names_no_key_is_invalid() {
        assertThat(check.judge(KEY.signWithoutKeyId(good().build()))).isEqualTo(new Invalid());
    }

    @Test
    void a_subject_is_needed_and_has_a_bounded_length() {
        assertThat(check.judge(KEY.sign(good().subject(null).build()))).isEqualTo(new Invalid());
        assertThat(check.judge(KEY.sign(good().subject(" ").build()))).isEqualTo(new Invalid());
        assertThat(check.judge(KEY.sign(good().subject("s".repeat(256)).build())))
                .isEqualTo(new Invalid());
        assertThat(check.judge(KEY.sign(good().subject("s".repeat(255)).build())))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void roles_of_another_shape_are_no_roles() {
        for (var access :
                List.of("viewer", List.of("viewer"), Map.of("roles", "viewer"), Map.of("roles", List.of(1)))) {
            assertThat(check.judge(KEY.sign(good().claim("realm_access", access).build())))
                    .isEqualTo(new Accepted(new Caller("vera", Set.of())));
        }
    }

    private static JWTClaimsSet.Builder good() {
        return Claims.of("vera", "viewer", "creator").expirationTime(at(60));
    }

    private static JWTClaimsSet expiring(int seconds) {
        return good().expirationTime(at(seconds)).build();
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }
}
