package dev.coinstage.promote;

import dev.coinstage.testing.PostgresResource;
import java.sql.SQLException;

/** What the database has, not what the service says. */
final class Tables {

    private Tables() {}

    static long count(String query) {
        return Long.parseLong(text("SELECT count(*) FROM (" + query + ") found"));
    }

    /** Everything that a refused request must leave as it was. */
    static String state() {
        return text("""
                SELECT (SELECT count(*) FROM content) || ' ' || (SELECT count(*) FROM campaign) || ' ' || (SELECT count(*) FROM billing)
                       || ' ' || (SELECT count(*) FROM late_notice) || ' ' || (SELECT coalesce(sum(spent), 0) FROM budget)""");
    }

    static String text(String query) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
