package dev.coinstage.payout;

import dev.coinstage.testing.PostgresResource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Behind the service: its tables. */
final class Rows {

    private Rows() {}

    /** The first column of each row. */
    static List<String> of(String sql, Object... values) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            var found = new ArrayList<String>();
            var rows = statement.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int change(String sql, Object... values) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Types of the events about a payout, in order. */
    static List<String> events(Object payout) {
        return of("SELECT type FROM event_outbox WHERE subject = ? ORDER BY place", payout.toString());
    }

    static String state(Object payout) {
        return of("SELECT state FROM payout WHERE id = ?", payout).get(0);
    }
}
