package dev.coinstage.local.books;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The wallet's books at one moment: everything is read in one snapshot of the database.
 *
 * @param lines the chart of accounts, summed by kind and asset
 * @param findings every rule, broken or not
 */
public record Books(List<Line> lines, List<Finding> findings, Figures figures) {

    private static final int VIOLATIONS_SHOWN = 5;

    private static final String LINES = """
            SELECT kind, asset, count(*), sum(debits_posted), sum(credits_posted)
              FROM account GROUP BY kind, asset ORDER BY asset, kind""";

    private static final String FIGURES = """
            SELECT (SELECT count(*) FROM lot WHERE parent IS NULL),
                   (SELECT coalesce(sum(t.amount), 0) FROM transfer t JOIN transfer_code c USING (code)
                      JOIN account a ON a.id = t.credit_account WHERE c.name = 'COIN_SALE' AND a.asset = ?),
                   (SELECT coalesce(sum(amount), 0) FROM transfer JOIN transfer_code USING (code) WHERE name = 'COIN_PURCHASE' AND kind = 0),
                   (SELECT count(DISTINCT posting_seq) FROM transfer JOIN transfer_code USING (code) WHERE name = 'GIFT_COINS' AND kind = 0),
                   (SELECT coalesce(sum(amount), 0) FROM transfer JOIN transfer_code USING (code) WHERE name = 'GIFT_COINS' AND kind = 0),
                   (SELECT coalesce(sum(credits_posted - debits_posted), 0) FROM account WHERE kind = 'VIEWER_COINS'),
                   (SELECT coalesce(sum(amount), 0) FROM transfer JOIN transfer_code USING (code) WHERE name = 'GIFT_DIAMONDS' AND kind = 0)""";

    /**
     * Reads the books.
     *
     * @param database the wallet's; left in the state it had
     * @param currency whose sales the figures tell
     */
    public static Books read(Connection database, String currency) throws SQLException {
        boolean autoCommit = database.getAutoCommit();
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            List<Finding> findings = new ArrayList<>();
            for (Rule rule : Rules.all()) {
                findings.add(new Finding(rule.name(), violations(statement, rule)));
            }
            return new Books(lines(statement), findings, figures(database, currency));
        } finally {
            database.rollback();
            database.setAutoCommit(autoCommit);
        }
    }

    public boolean balanced() {
        return findings.stream().allMatch(Finding::holds);
    }

    private static List<String> violations(Statement statement, Rule rule) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(rule.violations())) {
            while (rows.next()) {
                if (violations.size() == VIOLATIONS_SHOWN) {
                    violations.add("and more");
                    break;
                }
                violations.add(rows.getString(1));
            }
        }
        return violations;
    }

    private static List<Line> lines(Statement statement) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(LINES)) {
            while (rows.next()) {
                lines.add(new Line(
                        rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return lines;
    }

    private static Figures figures(Connection database, String currency) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(FIGURES)) {
            statement.setString(1, currency);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Figures(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7));
            }
        }
    }
}
