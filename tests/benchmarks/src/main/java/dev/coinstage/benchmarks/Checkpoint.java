package dev.coinstage.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** The disk's work is brought up to date before each window, so that none pays for what another wrote. */
final class Checkpoint {

    private final Connection superuser;

    Checkpoint(Connection superuser) {
        this.superuser = superuser;
    }

    void write() throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }
}
