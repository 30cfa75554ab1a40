package dev.coinstage.defaults.service;

import dev.coinstage.testing.PostgresResource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads and changes rows past the service. */
public final class Rows {

    private Rows() {}

    /** The first column of each row, as text. */
    public static List<String> of(String sql, Object... values) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static void change(String sql, Object... values) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
