package dev.coinstage.benchmarks;

import dev.coinstage.local.suite.Port;
import dev.coinstage.local.suite.Suite;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/** The suite's own PostgreSQL, alone, on free ports and in a folder that is emptied before and after. */
final class BenchServer implements AutoCloseable {

    private static final String POSTGRESQL = "postgresql";
    private static final String WALLET = "wallet";
    private static final String SUPERUSER = "postgres";
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private final Suite suite;

    private BenchServer(Suite suite) {
        this.suite = suite;
    }

    /** A server with the wallet's empty tables. */
    static BenchServer start(Place place) throws InterruptedException {
        var suite = place.freshSuite("engine");
        var server = new BenchServer(suite);
        try {
            suite.start(POSTGRESQL);
            server.awaitHealthy();
            server.migrate();
            return server;
        } catch (RuntimeException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    Database database() {
        var password = suite.folder().secrets().of("postgresql-" + WALLET);
        return new Database("127.0.0.1", suite.ports().of(Port.POSTGRESQL), WALLET, WALLET, password);
    }

    /** A copy of the wallet's database as it is now; nobody may be connected to that. */
    Database copy(String name) throws SQLException {
        var maintenance = database().named(SUPERUSER);
        try (var superuser = superuser(maintenance);
                var statement = superuser.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + WALLET + " OWNER " + WALLET);
        }
        return database().named(name);
    }

    /** As the superuser, who may write checkpoints and switch triggers off. */
    Connection superuser(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), SUPERUSER, suite.folder().secrets().of("postgresql-superuser"));
    }

    private void awaitHealthy() throws InterruptedException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!suite.isHealthy(POSTGRESQL)) {
            if (System.nanoTime() > deadline) {
                throw new BenchFault(
                        "PostgreSQL does not start: see " + suite.folder().log(POSTGRESQL));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** As platform/service-defaults has it: the shared tables have a history of their own. */
    private void migrate() {
        var database = database();
        var flyway = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .baselineOnMigrate(true)
                .baselineVersion("0");
        flyway.locations("db/defaults").table("flyway_defaults_history").load().migrate();
        flyway.locations("db/migration").table("flyway_schema_history").load().migrate();
    }

    @Override
    public void close() {
        Place.end(suite);
    }
}
