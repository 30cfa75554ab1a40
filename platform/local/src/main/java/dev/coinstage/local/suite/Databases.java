package dev.coinstage.local.suite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** One role and one database of the same name per service; nobody else may connect to it. */
final class Databases {

    static final String SUPERUSER = "postgres";
    static final String SUPERUSER_SECRET = "postgresql-superuser";
    private static final String TIMEOUT_SECONDS = "3";

    private final int port;
    private final Secrets secrets;
    private final List<String> owners;

    /** @param owners names that need no quoting in SQL */
    Databases(int port, Secrets secrets, List<String> owners) {
        this.port = port;
        this.secrets = secrets;
        this.owners = List.copyOf(owners);
    }

    /** The password of a service's role. */
    static String passwordOf(String owner, Secrets secrets) {
        return secrets.of("postgresql-" + owner);
    }

    boolean answer() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Makes what is missing. False when the server does not answer yet. */
    boolean make() {
        try (Connection connection = connect()) {
            for (String owner : owners) {
                make(connection, owner);
            }
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void make(Connection connection, String owner) throws SQLException {
        String role = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", owner) ? "ALTER" : "CREATE";
        execute(connection, role + " ROLE " + owner + " LOGIN PASSWORD '" + passwordOf(owner, secrets) + "'");
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", owner)) {
            execute(connection, "CREATE DATABASE " + owner + " OWNER " + owner);
            execute(connection, "REVOKE ALL ON DATABASE " + owner + " FROM PUBLIC");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.of(SUPERUSER_SECRET));
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }
}
