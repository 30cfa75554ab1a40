package dev.coinstage.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.testing.PostgresResource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The books as the database has them, not as the service says. Each query lists what is wrong; none may find anything. */
final class Books {

    private static final Map<String, String> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put(
                "assets whose debits and credits differ",
                "SELECT asset FROM account GROUP BY asset HAVING sum(debits_posted) <> sum(credits_posted)");
        FAULTS.put("accounts whose totals are not the sums of their transfers", """
                SELECT a.id FROM account a
                 WHERE a.debits_posted <> (SELECT coalesce(sum(amount), 0) FROM transfer
                                            WHERE debit_account = a.id AND kind IN (0, 2, 5))
                    OR a.credits_posted <> (SELECT coalesce(sum(amount), 0) FROM transfer
                                             WHERE credit_account = a.id AND kind IN (0, 2, 5))
                    OR a.debits_pending <> (SELECT coalesce(sum(CASE kind WHEN 1 THEN amount ELSE -amount END), 0)
                                              FROM transfer WHERE debit_account = a.id AND kind IN (1, 2, 3, 4))
                    OR a.credits_pending <> (SELECT coalesce(sum(CASE kind WHEN 1 THEN amount ELSE -amount END), 0)
                                               FROM transfer WHERE credit_account = a.id AND kind IN (1, 2, 3, 4))""");
        FAULTS.put("accounts that hold other than their open holds have left", """
                SELECT a.id FROM account a
                 WHERE a.debits_pending <> (SELECT coalesce(sum(amount - captured - released), 0) FROM hold
                                             WHERE debit_account = a.id)""");
        FAULTS.put("accounts whose lots differ from their balance less what is held", """
                SELECT a.id FROM account a
                 WHERE a.kind = 'VIEWER_COINS' AND a.credits_posted - a.debits_posted - a.debits_pending
                       <> (SELECT coalesce(sum(remaining), 0) FROM lot_balance l WHERE l.account = a.id)""");
        FAULTS.put("accounts whose axis is not what was drawn", """
                SELECT id FROM account a WHERE kind = 'VIEWER_COINS'
                   AND lot_axis <> (SELECT coalesce(sum(amount), 0) FROM transfer
                                     WHERE debit_account = a.id AND kind IN (0, 1, 5))""");
        FAULTS.put(
                "accounts below zero",
                "SELECT id FROM account WHERE NOT may_go_negative AND credits_posted < debits_posted + debits_pending");
        FAULTS.put(
                "gaps in the order of postings",
                "SELECT seq FROM (SELECT seq, lag(seq, 1, 0::bigint) OVER (ORDER BY seq) AS before FROM posting) p WHERE seq <> before + 1");
        FAULTS.put("a head that is not the last commit", """
                SELECT id FROM ledger_head WHERE posting_seq <> (SELECT coalesce(max(seq), 0) FROM posting)
                    OR commit_seq <> (SELECT coalesce(max(commit_seq), 0) FROM posting_batch)""");
    }

    private Books() {}

    static void assertBalanced() {
        FAULTS.forEach((fault, query) -> assertThat(count(query)).as(fault).isZero());
    }

    /** Everything that a refused request must leave as it was. */
    static String state() {
        return text("""
                SELECT (SELECT count(*) FROM transfer) || ' ' || (SELECT count(*) FROM posting) || ' ' || (SELECT count(*) FROM lot)
                       || ' ' || (SELECT count(*) FROM live) || ' ' || (SELECT coalesce(sum(debits_posted * 31 + credits_posted), 0) FROM account)""");
    }

    static long count(String query) {
        return Long.parseLong(text("SELECT count(*) FROM (" + query + ") found"));
    }

    static void execute(String sql) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Why the database refuses it; fails when it does not. */
    static String refusal(String sql) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            return refused.getMessage();
        }
        throw new AssertionError("the database took: " + sql);
    }

    static String text(String query) {
        try (var connection = PostgresResource.current().dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
