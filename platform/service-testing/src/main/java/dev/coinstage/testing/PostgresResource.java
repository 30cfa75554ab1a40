package dev.coinstage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test an empty database of the embedded PostgreSQL, and the service its address, user and password.
 *
 * <pre>{@code @QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "wallet"))}</pre>
 *
 * The argument {@code database} may be left out; the name is then {@code coinstage}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private static final String NAME_PROPERTY = "coinstage.testing.postgres.database";

    private String name = "coinstage";

    @Override
    public void init(Map<String, String> initArgs) {
        name = initArgs.getOrDefault("database", name);
    }

    @Override
    public Map<String, String> start() {
        var database = TestPostgres.shared().freshDatabase(name);
        System.setProperty(NAME_PROPERTY, name);
        return Map.of(
                "coinstage.database.address", database.address(),
                "coinstage.database.user", database.user(),
                "coinstage.database.password", database.password());
    }

    /** The server goes on: it belongs to the JVM, and the next test class may want it. */
    @Override
    public void stop() {
        System.clearProperty(NAME_PROPERTY);
    }

    /**
     * The database of the running Quarkus test.
     *
     * @throws IllegalStateException outside of a test that uses this resource
     */
    public static TestDatabase current() {
        var name = System.getProperty(NAME_PROPERTY);
        if (name == null) {
            throw new IllegalStateException("no test with PostgresResource is running");
        }
        return TestPostgres.shared().database(name);
    }
}
