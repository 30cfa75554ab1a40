package dev.coinstage.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The people of local runs: seven with a name and a role each, and a crowd of viewers. They exist nowhere else. */
public final class DemoUsers {

    /** The password that all of them share. */
    public static final String PASSWORD = "coinstage-demo";

    /** How many viewers the crowd has: viewer001 to viewer200. */
    public static final int CROWD = 200;

    private static final long CROWD_IDS = 0x8001_0000_0000_0000L;
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
        return users;
    }

    private ObjectNode complete(ObjectNode user) {
        String username = user.get("username").asText();
        user.put("enabled", true).put("emailVerified", true);
        // Keycloak asks for name and address at the first login when they are missing
        user.put("email", username + "@demo.coinstage.example");
        user.put("firstName", username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1));
        user.putArray("credentials").add(source.get("credential").deepCopy());
        return user;
    }
}
