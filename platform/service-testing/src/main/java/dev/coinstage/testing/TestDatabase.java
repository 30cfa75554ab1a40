package dev.coinstage.testing;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One database of the embedded PostgreSQL and the account that owns it. The server trusts local connections, so any
 * password opens it; one is given because clients insist on one.
 */
public record TestDatabase(String host, int port, String name, String user, String password) {

    /** What a service takes as {@code coinstage.database.address}: host:port/name. */
    public String address() {
        return host + ":" + port + "/" + name;
    }

    /** A JDBC URL that carries user and password, so that it can be used as it is. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + address() + "?user=" + user + "&password=" + password;
    }

    /** A source without a pool: each connection is new, and the caller closes it. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setURL(jdbcUrl());
        return source;
    }
}
