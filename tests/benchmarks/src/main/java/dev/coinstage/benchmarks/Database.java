package dev.coinstage.benchmarks;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A wallet's database and the role that opens it. */
record Database(String host, int port, String name, String user, String password) {

    /** As in service-defaults, so that the engine meets what it meets in the service. */
    private static final int PIPELINING = 64;

    private static final int WIDEST_STATEMENT_CACHE = 256;

    /** Another database of the same server and role. */
    Database named(String other) {
        return new Database(host, port, other, user, password);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    Pool pool(Vertx vertx, int size) {
        var options = new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(name)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(WIDEST_STATEMENT_CACHE)
                .setPipeliningLimit(PIPELINING);
        return Pool.pool(vertx, options, new PoolOptions().setMaxSize(size));
    }
}
