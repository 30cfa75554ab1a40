package dev.coinstage.system;

import dev.coinstage.local.login.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;

/** Changes a real token and signs it anew, with the realm's own key taken from Keycloak's database or with a stranger's. */
final class TokenForge {

    private static final String REALM_KEY = """
            SELECT g.value FROM component c JOIN component_config g ON g.component_id = c.id JOIN realm r ON r.id = c.realm_id
             WHERE r.name = 'coinstage' AND c.provider_id = 'rsa-generated' AND g.name = 'privateKey'""";

    private final String token;

    TokenForge(String token) {
        this.token = token;
    }

    /** The same claims with another expiry, signed by the realm itself: nothing but the time is wrong. */
    String expiredAt(long epochSecond, Connection keycloak) throws SQLException, GeneralSecurityException {
        String claims = Session.claims(token).toString().replaceFirst("\"exp\":\\d+", "\"exp\":" + epochSecond);
        return signed(claims, realmKey(keycloak));
    }

    /** The same claims under the realm's key id, signed with a key that the realm does not have. */
    String signedByAStranger() throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        return signed(Session.claims(token).toString(), keys.generateKeyPair().getPrivate());
    }

    /** The real token with one claim changed under the old signature. */
    String altered() {
        String[] parts = token.split("\\.");
        String claims = Session.claims(token).toString().replace("\"viewer\"", "\"finance\"");
        return parts[0] + "." + base64(claims.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private String signed(String claims, PrivateKey key) throws GeneralSecurityException {
        String content = token.split("\\.")[0] + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    private static PrivateKey realmKey(Connection keycloak) throws SQLException, GeneralSecurityException {
        try (PreparedStatement statement = keycloak.prepareStatement(REALM_KEY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return privateKey(Base64.getMimeDecoder().decode(row.getString(1)));
        }
    }

    /** Keycloak keeps the bare PKCS #1 key; Java reads it only in PKCS #8's envelope. */
    private static PrivateKey privateKey(byte[] pkcs1) throws GeneralSecurityException {
        byte[] algorithm = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
        byte[] octets = tagged(0x04, pkcs1);
        byte[] content = ByteBuffer.allocate(algorithm.length + octets.length)
                .put(algorithm)
                .put(octets)
                .array();
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(tagged(0x30, content)));
    }

    /** DER with a length of two bytes, as every RSA key has. */
    private static byte[] tagged(int tag, byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) tag)
                .put((byte) 0x82)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
