package dev.coinstage.wallet.ledger.db;

import com.fasterxml.uuid.Generators;
import dev.coinstage.testing.TestDatabase;
import dev.coinstage.testing.TestPostgres;
import dev.coinstage.wallet.ledger.app.LedgerStore;
import dev.coinstage.wallet.ledger.app.PostingConfig;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The engine over a database of its own, as many writers as a test wants, without the service around it. */
public final class Engines implements AutoCloseable {

    private static final int QUEUE = 100_000;

    private final TestDatabase database;
    private final Vertx vertx = Vertx.vertx();
    private final List<Pool> pools = new ArrayList<>();

    private Engines(TestDatabase database) {
        this.database = database;
    }

    /** Over a database that another process has made. */
    static Engines over(TestDatabase database) {
        return new Engines(database);
    }

    /** @param name of the database, which is made anew */
    public Engines(String name) {
        this(TestPostgres.shared().freshDatabase(name));
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("db/defaults")
                .table("flyway_defaults_history")
                .load()
                .migrate();
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    public TestDatabase database() {
        return database;
    }

    /** One more writer. */
    public PostingQueue writer(int batchLimit) {
        return writer(database.port(), batchLimit, Duration.ofSeconds(10));
    }

    /** One that reaches the database through that port. */
    public PostingQueue writer(int port, int batchLimit, Duration batchTimeLimit) {
        return LedgerEngine.over(
                pool(port),
                Generators.timeBasedEpochRandomGenerator()::generate,
                new Config(batchLimit, batchTimeLimit),
                new SimpleMeterRegistry());
    }

    /** The store alone, reached through that port: a test decides what is a batch. */
    public LedgerStore store(int port) {
        return LedgerEngine.store(pool(port), new Config(1, Duration.ofSeconds(10)), new SimpleMeterRegistry());
    }

    private Pool pool(int port) {
        var connect = new PgConnectOptions()
                .setHost(database.host())
                .setPort(port)
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true)
                .setPipeliningLimit(64);
        var pool = PgBuilder.pool()
                .connectingTo(connect)
                .with(new PoolOptions().setMaxSize(8))
                .using(vertx)
                .build();
        pools.add(pool);
        return pool;
    }

    private record Config(int batchLimit, Duration batchTimeLimit) implements PostingConfig {

        @Override
        public int queueLimit() {
            return QUEUE;
        }

        @Override
        public int linkedQueueLimit() {
            return QUEUE;
        }

        @Override
        public int linkedShare() {
            return QUEUE;
        }
    }

    /** The first column of every row, as text. */
    public List<String> column(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(Pool::closeAndAwait);
        vertx.closeAndAwait();
    }
}
