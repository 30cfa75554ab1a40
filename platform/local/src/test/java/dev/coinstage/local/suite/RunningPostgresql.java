package dev.coinstage.local.suite;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The launcher's own PostgreSQL in a temporary folder; the unpacked program is shared by all tests of a build. */
public final class RunningPostgresql implements AutoCloseable {

    private static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

    private final DataFolder folder;
    private final Ports ports;
    private Supervisor supervisor;
    private volatile ComponentStatus status;

    public RunningPostgresql(Path root) {
        folder = new DataFolder(root, CACHE);
        ports = Ports.free();
        start();
    }

    void start() {
        Postgresql postgresql = new Postgresql(
                folder, ports.of(Port.POSTGRESQL), List.of("wallet", "promote", "payout", "fraud", "keycloak"));
        supervisor = new Supervisor(postgresql, folder.log("postgresql"), () -> {}, now -> status = now);
        supervisor.start();
        awaitHealth();
    }

    void stop() {
        supervisor.stop();
    }

    void awaitHealth() {
        await().atMost(Duration.ofSeconds(90)).until(() -> status.isHealthy());
    }

    void kill() {
        supervisor.kill();
    }

    ComponentStatus status() {
        return status;
    }

    DataFolder folder() {
        return folder;
    }

    public Connection connect(String owner) throws SQLException {
        return new Addresses(ports).database(owner, folder.secrets());
    }

    Connection connect(String database, String role) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRESQL) + "/" + database;
        return java.sql.DriverManager.getConnection(url, role, Databases.passwordOf(role, folder.secrets()));
    }

    @Override
    public void close() {
        supervisor.stop();
    }
}
