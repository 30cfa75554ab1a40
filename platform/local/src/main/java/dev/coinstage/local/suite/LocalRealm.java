package dev.coinstage.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The committed realm as one machine needs it: with the demo users, without TLS, and with codes that may be used twice. */
record LocalRealm(byte[] json) {

    static LocalRealm from(Path committed, DemoUsers people) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode realm = (ObjectNode) mapper.readTree(committed.toFile());
        realm.put("sslRequired", "none");
        // a story asks for several codes within half a minute, in which the code is the same
        realm.put("otpPolicyCodeReusable", true);
        ArrayNode users = (ArrayNode) realm.get("users");
        people.representations().forEach(users::add);
        return new LocalRealm(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(realm));
    }

    /** Tells this realm from one that was imported earlier. */
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, json);
    }
}
