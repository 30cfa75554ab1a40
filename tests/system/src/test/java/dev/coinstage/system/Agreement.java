package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.books.ChainBooks;
import dev.coinstage.local.books.Finding;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Story;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The books of all services and providers agree, the wallet's are right, and nothing is on its way any more. */
final class Agreement {

    private static final int RULES_OF_THE_WALLET = 11;
    private static final int RULES_OF_THE_CHAIN = 8;

    private Agreement() {}

    /** Waits for what was told a moment ago, and fails with whatever does not come to agree. */
    static void await(World world) {
        Awaitility.await()
                .atMost(World.PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> assertNow(world));
    }

    private static void assertNow(World world) throws InterruptedException, SQLException {
        assertThat(unfinished(world)).isEmpty();
        Books books = world.books();
        assertThat(books.findings()).hasSize(RULES_OF_THE_WALLET);
        assertThat(books.findings()).filteredOn(finding -> !finding.holds()).isEmpty();
        List<Finding> chain = chain(world);
        assertThat(chain).hasSize(RULES_OF_THE_CHAIN);
        assertThat(chain).filteredOn(finding -> !finding.holds()).isEmpty();
    }

    static List<Finding> chain(World world) throws InterruptedException, SQLException {
        Providers providers = world.providers();
        var statements = new ChainBooks.Statements(
                Story.CURRENCY, providers.cardBalance(Story.CURRENCY), providers.paidOut(Story.CURRENCY));
        try (Connection wallet = world.database("wallet");
                Connection promote = world.database("promote");
                Connection payout = world.database("payout");
                Connection fraud = world.database("fraud")) {
            return new ChainBooks(wallet, promote, payout, fraud).findings(statements);
        }
    }

    /** What is neither at its end nor waiting for a person, with where it stands; beyond the rules of the books. */
    private static List<String> unfinished(World world) throws SQLException {
        List<String> all = new ArrayList<>();
        all.addAll(texts(world, "promote", """
                SELECT 'campaign ' || id || ' is ' || state FROM campaign WHERE state IN ('PENDING_REVIEW', 'COMPLETED', 'CANCELLED', 'SETTLING')
                   AND NOT (state = 'CANCELLED' AND submitted_at IS NULL)"""));
        all.addAll(texts(world, "payout", """
                SELECT 'payout ' || id || ' is ' || state || ' with its funds ' || funds FROM payout
                 WHERE state NOT IN ('HELD', 'COMPLETED', 'RETURNED', 'REJECTED', 'CANCELED', 'FAILED')
                    OR funds IN ('HOLDING', 'VOIDING', 'SETTLING', 'RETURNING')"""));
        all.addAll(texts(world, "wallet", """
                SELECT 'card purchase ' || id || ' is ' || state FROM card_purchase WHERE state IN ('PAID', 'REFUNDING')
                    OR state = 'IN_REVIEW' AND risk <> 'IN_REVIEW'
                UNION ALL SELECT 'chargeback ' || id || ' is ' || state FROM chargeback WHERE state <> 'CARRIED_OUT'"""));
        all.addAll(texts(world, "fraud", """
                SELECT 'dispute ' || d.id || ' is not carried out' FROM dispute d LEFT JOIN dispute_recovery r ON r.dispute_id = d.id
                 WHERE r.dispute_id IS NULL
                UNION ALL SELECT 'restriction ' || id || ' is ' || enforcement FROM restriction WHERE enforcement IN ('FREEZING', 'UNFREEZING')"""));
        for (String service : List.of("wallet", "promote", "payout", "fraud")) {
            all.addAll(texts(world, service, """
                    SELECT 'command ' || action || ' of ' || subject || ' is ' || state || ' after ' || attempts || ' tries: '
                           || coalesce(why, '') FROM outgoing_command WHERE state <> 'DONE'
                    UNION ALL SELECT 'event ' || event || ' of ' || effect || ' is parked: ' || why FROM parked_event
                     WHERE replayed_at IS NULL"""));
        }
        return all;
    }

    private static List<String> texts(World world, String service, String sql) throws SQLException {
        try (Connection database = world.database(service);
                Statement statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(service + ": " + rows.getString(1));
            }
            return texts;
        }
    }
}
