package dev.coinstage.wallet.proof.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 of the chain over commits.
 *
 * @param hex 64 lower-case hexadecimal digits, or none for {@link #ABSENT}
 */
public record Hash(String hex) {

    /** What the chain begins from: 32 zero bytes. */
    public static final Hash GENESIS = new Hash("0".repeat(64));

    /** There is none. */
    public static final Hash ABSENT = new Hash("");

    /** The hash of a commit whose predecessor in the chain is this: SHA-256 of both, one behind the other. */
    public Hash next(Hash digest) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes());
            return new Hash(HexFormat.of().formatHex(sha256.digest(digest.bytes())));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
