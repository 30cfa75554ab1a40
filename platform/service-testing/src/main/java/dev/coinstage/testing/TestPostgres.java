package dev.coinstage.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The embedded PostgreSQL of this JVM, started at its first use and stopped when the JVM ends. Commits reach the disk
 * ({@code fsync} and {@code synchronous_commit} are on), because what is proved without them proves little about money. Its log is {@code target/postgres.log}.
 */
public final class TestPostgres {

    /** A system property and not a static field: Quarkus loads test classes anew, and each copy would start a server. */
    private static final String PORT_PROPERTY = "coinstage.testing.postgres.port";

    private static final String HOST = "localhost";
    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** Names are put into SQL, where no parameter is possible. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final int port;

    private TestPostgres(int port) {
        this.port = port;
    }

    /**
     * The server of this JVM.
     *
     * @throws UncheckedIOException if the server does not start within 60 seconds
     */
    public static TestPostgres shared() {
        synchronized (Runtime.getRuntime()) {
            var running = Integer.getInteger(PORT_PROPERTY);
            if (running != null) {
                return new TestPostgres(running);
            }
            var started = start();
            System.setProperty(PORT_PROPERTY, Integer.toString(started.getPort()));
            return new TestPostgres(started.getPort());
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var log = Redirect.appendTo(logFile());
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(LONGEST_START)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    private static File logFile() throws IOException {
        return Files.createDirectories(Path.of("target"))
                .resolve("postgres.log")
                .toFile();
    }

    /**
     * An empty database of that name; one that exists is dropped first, with its connections.
     *
     * @param name lower-case letters, digits and underscores, at most 63, beginning with a letter
     * @throws IllegalArgumentException if the name is of another form
     * @throws IllegalStateException if the server refuses
     */
    public TestDatabase freshDatabase(String name) {
        run("DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)");
        run("CREATE DATABASE " + name);
        return database(name);
    }

    /** The database of that name, whether it exists or not. */
    public TestDatabase database(String name) {
        return new TestDatabase(HOST, port, checked(name), USER, PASSWORD);
    }

    private void run(String sql) {
        try (var connection = database(USER).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded PostgreSQL refused: " + sql, e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        return name;
    }
}
