package dev.coinstage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {

    private final TokenIssuer issuer = TokenIssuer.started();

    @AfterEach
    void stopTheIssuer() {
        issuer.close();
    }

    @Test
    void a_token_says_who_calls_in_the_form_of_keycloak() throws ParseException {
        var subject = UUID.randomUUID();
        var claims =
                SignedJWT.parse(issuer.tokenFor(subject, "viewer", "creator")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(subject.toString());
        assertThat(claims.getIssuer()).isEqualTo(issuer.issuer());
        assertThat(claims.getAudience()).containsExactly("coinstage");
        assertThat(claims.getJSONObjectClaim("realm_access")).isEqualTo(Map.of("roles", List.of("viewer", "creator")));
        assertThat(claims.getStringClaim("azp")).isEqualTo("coinstage-app");
        assertThat(claims.getExpirationTime()).isAfter(new Date());
    }

    @Test
    void a_signed_token_is_verified_by_the_key_that_is_served() throws Exception {
        assertThat(isVerified(issuer.token().signed())).isTrue();
    }

    @Test
    void a_forged_token_names_the_served_key_and_is_not_verified_by_it() throws Exception {
        assertThat(isVerified(issuer.token().forged())).isFalse();
    }

    @Test
    void an_unsigned_token_says_so() throws ParseException {
        var token = issuer.token().unsigned();
        assertThat(PlainJWT.parse(token).getHeader().getAlgorithm().getName()).isEqualTo("none");
        assertThat(token).endsWith(".");
    }

    @Test
    void a_token_signed_with_the_public_key_is_an_hmac_over_its_pem() throws Exception {
        var token = SignedJWT.parse(issuer.token().signedWithThePublicKey());
        var publicKey = servedKeys().getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        var pem = TestToken.pem(publicKey.toRSAPublicKey());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.verify(new MACVerifier(pem))).isTrue();
    }

    @Test
    void every_claim_can_be_made_wrong() throws ParseException {
        var start = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var claims = SignedJWT.parse(issuer.token()
                        .expired()
                        .notBefore(start)
                        .audience("another")
                        .issuer("https://elsewhere.test")
                        .without("sub")
                        .signed())
                .getJWTClaimsSet();
        assertThat(claims.getExpirationTime()).isBefore(new Date());
        assertThat(claims.getNotBeforeTime()).isEqualTo(Date.from(start));
        assertThat(claims.getAudience()).containsExactly("another");
        assertThat(claims.getIssuer()).isEqualTo("https://elsewhere.test");
        assertThat(claims.getSubject()).isNull();
        assertThat(SignedJWT.parse(issuer.token().withoutExpiry().signed())
                        .getJWTClaimsSet()
                        .getExpirationTime())
                .isNull();
    }

    @Test
    void after_a_rotation_the_old_token_is_good_until_its_key_is_forgotten() throws Exception {
        var old = issuer.token().signed();
        issuer.rotateKey();
        assertThat(isVerified(issuer.token().signed())).isTrue();
        assertThat(isVerified(old)).isTrue();
        issuer.forgetOldKeys();
        assertThat(isVerified(issuer.token().signed())).isTrue();
        assertThat(isVerified(old)).isFalse();
    }

    @Test
    void the_private_key_stays_inside() throws Exception {
        assertThat(servedKeys().getKeys()).isNotEmpty().noneMatch(key -> key.isPrivate());
    }

    @Test
    void an_issuer_that_went_away_comes_back_at_the_same_address() throws Exception {
        var token = issuer.token().signed();
        issuer.stop();
        assertThatThrownBy(this::servedKeys).isInstanceOf(ConnectException.class);
        issuer.start();
        assertThat(isVerified(token)).isTrue();
        assertThat(issuer.keyFetches()).isEqualTo(1);
    }

    @Test
    void the_resource_gives_a_service_issuer_and_keys() {
        var resource = new TokenIssuerResource();
        var config = resource.start();
        assertThat(config)
                .containsEntry("coinstage.oidc.issuer", TokenIssuer.ISSUER)
                .containsEntry(
                        "coinstage.oidc.jwks-url", TokenIssuerResource.current().jwksUrl());
        resource.stop();
        assertThatThrownBy(TokenIssuerResource::current).isInstanceOf(IllegalStateException.class);
    }

    private boolean isVerified(String token) throws IOException, ParseException, JOSEException {
        var jwt = SignedJWT.parse(token);
        var key = servedKeys().getKeyByKeyId(jwt.getHeader().getKeyID());
        return key != null && jwt.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    private JWKSet servedKeys() throws IOException, ParseException {
        URL url = URI.create(issuer.jwksUrl()).toURL();
        return JWKSet.load(url);
    }
}
