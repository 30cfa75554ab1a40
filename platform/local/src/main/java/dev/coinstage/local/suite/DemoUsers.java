package dev.coinstage.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The people of local runs: seven with a name and a role each, a crowd of viewers, and for each telling of the chain's story a creator
 * (dina), one who colludes (nico) and one with a stolen card (tess) who have done nothing yet. They exist nowhere else.
 */
public final class DemoUsers {

    /** The password that all of them share. */
    public static final String PASSWORD = "coinstage-demo";

    /** What the second factor of those who have one is computed from (RFC 6238): all but viewers have it. */
    public static final String OTP_SECRET = "coinstage-demo-second-factor";

    /** How often the chain's story can be told on one data folder: dina001 to dina060, and so on. */
    public static final int FRESH = 60;

    /** How many viewers the crowd has: viewer001 to viewer200. */
    public static final int CROWD = 200;

    private static final long CROWD_IDS = 0x8001_0000_0000_0000L;
    private static final long FRESH_DINAS = 0x8002_0000_0000_0000L;
    private static final long FRESH_NICOS = 0x8003_0000_0000_0000L;
    private static final long FRESH_TESSES = 0x8004_0000_0000_0000L;
    private static final long ID_PREFIX = 0xc0135a9e_0000_4000L;

    private final JsonNode source;

    public DemoUsers() {
        try (InputStream file = DemoUsers.class.getResourceAsStream("demo-users.json")) {
            source = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One person, as an address list shows them. */
    public record Person(String username, List<String> roles) {}

    /** Those with a name. */
    public List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (JsonNode person : source.get("people")) {
            List<String> roles = new ArrayList<>();
            person.get("realmRoles").forEach(role -> roles.add(role.asText()));
            people.add(new Person(person.get("username").asText(), roles));
        }
        return people;
    }

    /** @param number from 1 to {@link #CROWD} */
    public static String viewer(int number) {
        return String.format(Locale.ROOT, "viewer%03d", number);
    }

    /**
     * @param name dina, nico or tess
     * @param number from 1 to {@link #FRESH}
     */
    public static String fresh(String name, int number) {
        return String.format(Locale.ROOT, "%s%03d", name, number);
    }

    /** Everyone, in the form that a realm's {@code users} has. */
    List<ObjectNode> representations() {
        List<ObjectNode> users = new ArrayList<>();
        source.get("people").forEach(person -> users.add(complete(person.deepCopy())));
        for (int number = 1; number <= CROWD; number++) {
            ObjectNode viewer = ((ObjectNode) source).objectNode();
            viewer.put("id", new UUID(ID_PREFIX, CROWD_IDS + Long.parseLong(Integer.toString(number), 16)).toString());
            viewer.put("username", viewer(number)).put("lastName", "Viewer " + number);
            viewer.putArray("realmRoles").add("viewer");
            users.add(complete(viewer));
        }
        for (int number = 1; number <= FRESH; number++) {
            users.add(complete(fresh("dina", "Creator", FRESH_DINAS, number, "creator", "viewer")));
            users.add(complete(fresh("nico", "Creator", FRESH_NICOS, number, "creator", "viewer")));
            users.add(complete(fresh("tess", "Viewer", FRESH_TESSES, number, "viewer")));
        }
        return users;
    }

    private ObjectNode fresh(String name, String lastName, long ids, int number, String... roles) {
        ObjectNode user = ((ObjectNode) source).objectNode();
        user.put("id", new UUID(ID_PREFIX, ids + Long.parseLong(Integer.toString(number), 16)).toString());
        user.put("username", fresh(name, number)).put("lastName", lastName + " " + number);
        ArrayNode has = user.putArray("realmRoles");
        List.of(roles).forEach(has::add);
        return user;
    }

    private ObjectNode complete(ObjectNode user) {
        String username = user.get("username").asText();
        user.put("enabled", true).put("emailVerified", true);
        // Keycloak asks for name and address at the first login when they are missing
        user.put("email", username + "@demo.coinstage.example");
        user.put("firstName", username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1));
        ArrayNode credentials =
                user.putArray("credentials").add(source.get("credential").deepCopy());
        if (user.get("realmRoles").size() > 1
                || !user.get("realmRoles").get(0).asText().equals("viewer")) {
            credentials.add(secondFactor());
        }
        return user;
    }

    private ObjectNode secondFactor() {
        ObjectNode otp = ((ObjectNode) source).objectNode();
        otp.put("type", "otp").put("userLabel", "demo");
        otp.put("secretData", "{\"value\":\"" + OTP_SECRET + "\"}");
        otp.put(
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        return otp;
    }
}
