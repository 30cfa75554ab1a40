package dev.coinstage.local.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The books of all services, and what the providers say, held against each other from outside. */
public final class ChainBooks {

    private final Connection wallet;
    private final Connection promote;
    private final Connection payout;
    private final Connection fraud;

    /** Connections stay the caller's. */
    public ChainBooks(Connection wallet, Connection promote, Connection payout, Connection fraud) {
        this.wallet = wallet;
        this.promote = promote;
        this.payout = payout;
        this.fraud = fraud;
    }

    /**
     * What the providers say about one currency, in its smallest unit.
     *
     * @param cards taken, less what was given back and fees
     * @param payouts paid, less what came back
     */
    public record Statements(String currency, long cards, long payouts) {}

    /** Every rule, broken or not. */
    public List<Finding> findings(Statements statements) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(empty(
                "promote: every held coin is captured, billed, reserved, leased, free or refunded",
                promote,
                "SELECT 'campaign ' || campaign FROM budget_broken"));
        findings.add(same(
                "what campaigns captured is what the wallet booked for them",
                number(promote, "SELECT coalesce(sum(captured), 0) / 1000000 FROM budget"),
                number(wallet, """
                        SELECT coalesce(sum(CASE t.kind WHEN 5 THEN -amount ELSE amount END), 0) FROM transfer t
                          JOIN transfer_code c USING (code) WHERE c.name = 'CAMPAIGN_BUDGET' AND t.kind IN (2, 5)""")));
        findings.add(same(
                "what campaigns hold is what the wallet has set aside for them",
                number(promote, """
                        SELECT coalesce(sum(held - captured - refunded), 0) / 1000000 FROM budget
                         WHERE settled_at IS NULL AND NOT hold_gone"""),
                number(wallet, """
                        SELECT coalesce(sum(amount - captured - released), 0) FROM hold JOIN transfer_code c USING (code)
                         WHERE c.name = 'CAMPAIGN_BUDGET'""")));
        findings.add(same(
                "diamonds paid out and not returned are those in the wallet's payout clearing",
                number(payout, """
                        SELECT coalesce(sum(diamonds - CASE funds WHEN 'RETURNED' THEN diamonds * returned_minor / net_minor ELSE 0 END), 0)
                          FROM payout WHERE funds IN ('SETTLED', 'RETURNING', 'RETURNED')"""),
                balance("PAYOUT_CLEARING", "DIAMOND")));
        findings.add(same(
                "the payout provider paid, less what came back, what the wallet booked",
                statements.payouts(),
                balance("PAYOUT_PROVIDER", statements.currency())));
        findings.add(same(
                "the card provider owes what the wallet says, its fees taken off",
                statements.cards(),
                -balance("CARD_CLEARING", statements.currency())));
        findings.add(same(
                "coins are frozen of exactly those whom fraud-service restricts",
                number(
                        fraud,
                        "SELECT count(DISTINCT user_id) FROM restriction WHERE kind = 'SPENDING' AND lifted_at IS NULL"),
                number(wallet, "SELECT count(*) FROM account WHERE kind = 'VIEWER_COINS' AND frozen")));
        findings.add(nothingWaits());
        return findings;
    }

    private Finding nothingWaits() throws SQLException {
        List<String> violations = new ArrayList<>();
        String waiting = """
                SELECT 'parked event of ' || effect || ': ' || why FROM parked_event WHERE replayed_at IS NULL
                UNION ALL SELECT action || ' of ' || subject || ' is ' || state || ': ' || coalesce(why, '') FROM outgoing_command
                 WHERE state = 'PARKED' OR issued_at < now() - interval '2 minutes' AND state = 'PENDING'""";
        for (Connection service : List.of(wallet, promote, payout, fraud)) {
            violations.addAll(texts(service, waiting));
        }
        return new Finding("no event and no command is stuck in any service", violations);
    }

    private long balance(String kind, String asset) throws SQLException {
        return number(
                wallet,
                "SELECT coalesce(sum(credits_posted - debits_posted), 0) FROM account WHERE kind = '" + kind
                        + "' AND asset = '" + asset + "'");
    }

    private static Finding empty(String rule, Connection database, String violations) throws SQLException {
        return new Finding(rule, texts(database, violations));
    }

    private static Finding same(String rule, long one, long other) {
        return new Finding(rule, one == other ? List.of() : List.of(one + " on one side, " + other + " on the other"));
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<String> texts(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
