package dev.coinstage.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An access token in the making, in Keycloak's form. Each step returns a new one; the last step says how it is signed.
 * Times are relative to the moment of the step.
 */
public final class TestToken {

    private static final String AUDIENCE = "coinstage";
    private static final String CLIENT = "coinstage-app";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final RSAKey key;
    private final Map<String, Object> claims;

    private TestToken(RSAKey key, Map<String, Object> claims) {
        this.key = key;
        this.claims = claims;
    }

    static TestToken of(RSAKey key) {
        var now = Instant.now();
        return new TestToken(key, Map.of())
                .issuer(TokenIssuer.ISSUER)
                .subject(UUID.randomUUID())
                .audience(AUDIENCE)
                .client(CLIENT)
                .roles()
                .claim("typ", "Bearer")
                .claim("jti", UUID.randomUUID().toString())
                .claim("iat", Date.from(now))
                .expiry(now.plus(LIFE));
    }

    /** Claim {@code sub}: who calls. */
    public TestToken subject(UUID subject) {
        return claim("sub", subject.toString());
    }

    /** Claim {@code realm_access.roles}; replaces earlier ones. */
    public TestToken roles(String... roles) {
        return claim("realm_access", Map.of("roles", List.of(roles)));
    }

    /** Claim {@code aud}; {@code coinstage} unless told. */
    public TestToken audience(String... audiences) {
        return claim("aud", List.of(audiences));
    }

    /** Claim {@code azp}: the client that fetched the token; {@code coinstage-app} unless told. */
    public TestToken client(String client) {
        return claim("azp", client);
    }

    /** Claim {@code iss}; {@link TokenIssuer#ISSUER} unless told. */
    public TestToken issuer(String issuer) {
        return claim("iss", issuer);
    }

    /** Claim {@code exp}; five minutes from now unless told. */
    public TestToken expiry(Instant expiry) {
        return claim("exp", Date.from(expiry));
    }

    /** Ended an hour ago: beyond every clock leeway. */
    public TestToken expired() {
        return expiry(Instant.now().minus(Duration.ofHours(1)));
    }

    /** Leaves {@code exp} out: a token for ever. */
    public TestToken withoutExpiry() {
        return without("exp");
    }

    /** Claim {@code nbf}; absent unless told. */
    public TestToken notBefore(Instant start) {
        return claim("nbf", Date.from(start));
    }

    /** Any other claim; a date becomes seconds. */
    public TestToken claim(String name, Object value) {
        var next = new LinkedHashMap<>(claims);
        next.put(name, value);
        return new TestToken(key, next);
    }

    /** Leaves a claim out. */
    public TestToken without(String name) {
        var next = new LinkedHashMap<>(claims);
        next.remove(name);
        return new TestToken(key, next);
    }

    /** RS256 with the issuer's key: the good signature. */
    public String signed() {
        return signedWith(key);
    }

    /** RS256 with a key that the issuer never had, under the key id of the issuer's. */
    public String forged() {
        return signedWith(TokenIssuer.newKey());
    }

    /** {@code alg: none} and no signature. */
    public String unsigned() {
        return new PlainJWT(claimsSet()).serialize();
    }

    /** HS256 with the public key's PEM as the secret: good to a verifier that lets the token choose the algorithm. */
    public String signedWithThePublicKey() {
        try {
            var secret = pem(key.toRSAPublicKey()).getBytes(StandardCharsets.US_ASCII);
            return serialized(JWSAlgorithm.HS256, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("the token cannot be signed", e);
        }
    }

    /** The form in which a public key lies in a configuration file. */
    static String pem(RSAPublicKey publicKey) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    private String signedWith(RSAKey signingKey) {
        try {
            return serialized(JWSAlgorithm.RS256, new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("the token cannot be signed", e);
        }
    }

    private String serialized(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        var header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claimsSet());
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claimsSet() {
        var builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        return builder.build();
    }
}
