package dev.coinstage.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** The two settings without which a commit may be lost, as the database itself tells them. */
record Durability(String fsync, String synchronousCommit) {

    private static final String ON = "on";

    static Durability of(Connection connection) throws SQLException {
        return new Durability(shown(connection, "fsync"), shown(connection, "synchronous_commit"));
    }

    /** @throws BenchFault when either is not on: figures of another promise would be told as ours */
    Durability requireOn() {
        if (!fsync.equals(ON) || !synchronousCommit.equals(ON)) {
            throw new BenchFault("Nothing is measured without durability: the database says fsync=" + fsync
                    + ", synchronous_commit=" + synchronousCommit);
        }
        return this;
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
