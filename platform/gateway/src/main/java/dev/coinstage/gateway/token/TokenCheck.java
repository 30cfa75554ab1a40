package dev.coinstage.gateway.token;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Judges access tokens: RS256 and nothing else, issuer, audience, subject, exp (required) and nbf. The key's id is
 * looked up only after the algorithm was found right, so that {@code alg: none} and HS256 with the public key never
 * cost a fetch.
 */
public final class TokenCheck {
    private static final int LONGEST_SUBJECT = 255;
    private final TokenRules rules;
    private final Supplier<KeySet> keys;
    private final Clock clock;

    /** Takes the keys that are known at each check. */
    public TokenCheck(TokenRules rules, Supplier<KeySet> keys, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    /** Judges a compact token. Never throws on bad input. */
    public TokenVerdict judge(String token) {
        try {
            if (!(JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature)
                    || !AlgorithmIdentifiers.RSA_USING_SHA256.equals(signature.getAlgorithmHeaderValue())
                    || signature.getKeyIdHeaderValue() == null) {
                return new TokenVerdict.Invalid();
            }
            var key = keys.get().key(signature.getKeyIdHeaderValue());
            if (key.isEmpty()) {
                return new TokenVerdict.UnknownKey();
            }
            var consumer = consumer().setVerificationKey(key.get()).build();
            return accepted(consumer.processToClaims(token));
        } catch (InvalidJwtException refused) {
            return refused.hasExpired() ? new TokenVerdict.Expired() : new TokenVerdict.Invalid();
        } catch (JoseException | MalformedClaimException | IllegalArgumentException malformed) {
            return new TokenVerdict.Invalid();
        }
    }

    private JwtConsumerBuilder consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(true, rules.issuer())
                .setExpectedAudience(true, rules.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds(Math.toIntExact(rules.clockSkew().toSeconds()));
    }

    private static TokenVerdict accepted(JwtClaims claims) throws MalformedClaimException {
        var subject = claims.getSubject();
        return subject.isBlank() || subject.length() > LONGEST_SUBJECT
                ? new TokenVerdict.Invalid()
                : new TokenVerdict.Accepted(new Caller(subject, roles(claims)));
    }

    /** A claim of another shape gives no roles: the token is genuine, it just opens nothing. */
    private static Set<String> roles(JwtClaims claims) {
        return claims.getClaimValue("realm_access") instanceof Map<?, ?> access
                        && access.get("roles") instanceof List<?> roles
                ? roles.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
