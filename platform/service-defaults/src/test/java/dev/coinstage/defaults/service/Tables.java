package dev.coinstage.defaults.service;

import dev.coinstage.testing.PostgresResource;
import java.sql.SQLException;
import java.util.UUID;

/** Counts rows, past the service. */
final class Tables {

    private Tables() {}

    static long notes(String text) {
        return count("SELECT count(*) FROM note WHERE text = ?", text);
    }

    static long outcomes(UUID key) {
        return count("SELECT count(*) FROM idempotency_outcome WHERE key = ?", key);
    }

    static long count(String sql, Object value) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
