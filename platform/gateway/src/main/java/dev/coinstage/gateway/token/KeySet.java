package dev.coinstage.gateway.token;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** The issuer's RS256 signature keys by key id. Keys for other uses, weak keys and keys without an id are left out. */
public final class KeySet {
    private static final int LEAST_BITS = 2048;
    private final Map<String, PublicKey> byId;

    private KeySet(Map<String, PublicKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** Before the first fetch. */
    public static KeySet empty() {
        return new KeySet(Map.of());
    }

    /**
     * Reads a JWKS document.
     *
     * @throws IllegalArgumentException when it is malformed or holds no usable key
     */
    public static KeySet parse(String json) {
        try {
            var keys = new HashMap<String, PublicKey>();
            for (var key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key instanceof RsaJsonWebKey rsa && isForSignatures(rsa)) {
                    keys.put(rsa.getKeyId(), rsa.getPublicKey());
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("The key set holds no RS256 signature key");
            }
            return new KeySet(keys);
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("The key set is malformed", malformed);
        }
    }

    private static boolean isForSignatures(RsaJsonWebKey key) {
        return key.getKeyId() != null
                && (key.getUse() == null || key.getUse().equals(Use.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(AlgorithmIdentifiers.RSA_USING_SHA256))
                && key.getRsaPublicKey().getModulus().bitLength() >= LEAST_BITS;
    }

    Optional<PublicKey> key(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }
}
