package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Providers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every consumer reads every feed again from its first event. */
@ExtendWith(RunningWorld.class)
class ReplayedFeedsIT {

    private static final List<String> SERVICES = List.of("wallet", "promote", "payout", "fraud");

    /** What must be the same, by service: sums and counts of all that feeds cause. */
    private static final Map<String, List<String>> KEPT = Map.of(
            "wallet",
            List.of(
                    "SELECT string_agg(id || ' ' || debits_posted || ' ' || credits_posted || ' ' || debits_pending || ' ' || frozen, ', ' ORDER BY id) FROM account",
                    "SELECT posting_seq::text FROM ledger_head",
                    "SELECT string_agg(id || ' ' || state || ' ' || risk, ', ' ORDER BY id) FROM card_purchase",
                    "SELECT string_agg(id || ' ' || state, ', ' ORDER BY id) FROM chargeback",
                    "SELECT count(*)::text FROM outgoing_command"),
            "promote",
            List.of(
                    "SELECT string_agg(id || ' ' || state || ' ' || reason, ', ' ORDER BY id) FROM campaign",
                    "SELECT string_agg(campaign || ' ' || captured || ' ' || refunded || ' ' || hold_gone, ', ' ORDER BY campaign) FROM budget",
                    "SELECT count(*)::text FROM outgoing_command"),
            "payout",
            List.of(
                    "SELECT string_agg(id || ' ' || state || ' ' || funds || ' ' || sends, ', ' ORDER BY id) FROM payout",
                    "SELECT string_agg(id || ' ' || coalesce(lifted_at::text, '-'), ', ' ORDER BY id) FROM payout_restriction",
                    "SELECT count(*)::text FROM outgoing_command"),
            "fraud",
            List.of(
                    "SELECT string_agg(id || ' ' || kind || ' ' || state || ' ' || version, ', ' ORDER BY id) FROM fraud_case",
                    "SELECT string_agg(id || ' ' || state || ' ' || coalesce(decision, '-'), ', ' ORDER BY id) FROM dispute",
                    "SELECT string_agg(id || ' ' || enforcement || ' ' || coalesce(lifted_at::text, '-'), ', ' ORDER BY id) FROM restriction",
                    "SELECT string_agg(creator || ' ' || gifter || ' ' || gifts || ' ' || diamonds, ', ' ORDER BY creator, gifter) FROM gift_sum",
                    "SELECT count(*) || ' ' || sum(amount_minor) FROM purchase_seen",
                    "SELECT string_agg(payout_id || ' ' || state, ', ' ORDER BY payout_id) FROM payout_seen",
                    "SELECT string_agg(campaign_id || ' ' || state, ', ' ORDER BY campaign_id) FROM campaign_seen",
                    "SELECT count(*)::text FROM decision",
                    "SELECT count(*)::text FROM outgoing_command"));

    @Test
    void feeds_that_are_read_again_from_the_beginning_change_nothing(World world)
            throws InterruptedException, SQLException {
        Flows flows = new Flows(world);
        aHistory(world, flows);
        Agreement.await(world);
        Map<String, Long> read = awaitQuietCursors(world);
        Map<String, String> before = kept(world);

        rewind(world);

        awaitCursors(world, read);
        assertThat(kept(world)).isEqualTo(before);
        Agreement.await(world);
    }

    @Test
    void what_is_under_way_goes_on_while_feeds_are_read_again(World world) throws InterruptedException, SQLException {
        Flows flows = new Flows(world);
        Session session = world.freshCreator();
        Creator dina = flows.earningCreator(session);
        flows.buyCoins(session);
        Session tess = world.freshViewer();
        Flows.Card stolen = flows.wantCoins(tess, "web.coins.1400");
        flows.pay(stolen, Providers.STOLEN_CARD);
        flows.awaitCard(tess, stolen, "CREDITED");
        Map<String, Long> read = cursors(world);

        String payout = flows.askForPayout(dina, "0001");
        String campaign = dina.draft(dina.goLive("Serums"), "Serums tonight", 100);
        dina.submit(campaign);
        flows.complain(stolen);
        rewind(world);

        flows.awaitPayout(dina, payout, "COMPLETED");
        flows.awaitCampaign(dina, campaign, "ACTIVE");
        dina.end(campaign);
        flows.awaitCampaign(dina, campaign, "SETTLED");
        flows.awaitRow("wallet", "chargeback WHERE buyer = ? AND state = 'CARRIED_OUT'", tess.subject());
        awaitCursors(world, read);
        Agreement.await(world);
        assertThat(world.number("fraud", "SELECT count(*) FROM dispute WHERE user_id = ?", tess.subject()))
                .isEqualTo(1);
        assertThat(flows.coins(tess)).isZero();
    }

    /** At least one of everything that feeds tell of. */
    private static void aHistory(World world, Flows flows) throws InterruptedException {
        Session session = world.freshCreator();
        Creator dina = flows.creator(session);
        flows.buyCoins(session);
        String live = dina.goLive("Serums");
        String campaign = dina.draft(live, "Serums tonight", 100);
        dina.submit(campaign);
        Session tess = world.freshViewer();
        Flows.Card stolen = flows.wantCoins(tess, "web.coins.1400");
        flows.pay(stolen, Providers.STOLEN_CARD);
        flows.awaitCard(tess, stolen, "CREDITED");
        flows.give(tess, live);
        String payout = flows.askForPayout(dina, "0001");
        flows.awaitPayout(dina, payout, "COMPLETED");
        flows.complain(stolen);
        flows.awaitRow("wallet", "chargeback WHERE buyer = ? AND state = 'CARRIED_OUT'", tess.subject());
        flows.awaitRow(
                "fraud", "dispute_recovery r JOIN dispute d ON d.id = r.dispute_id WHERE user_id = ?", tess.subject());
        flows.awaitCampaign(dina, campaign, "ACTIVE");
        dina.end(campaign);
        flows.awaitCampaign(dina, campaign, "SETTLED");
    }

    private static void rewind(World world) throws SQLException {
        for (String service : SERVICES) {
            try (Connection database = world.database(service);
                    Statement statement = database.createStatement()) {
                assertThat(statement.executeUpdate("UPDATE feed_cursor SET position = 0"))
                        .isPositive();
            }
        }
    }

    private static void awaitCursors(World world, Map<String, Long> read) {
        await().atMost(World.PATIENCE)
                .until(() -> cursors(world).entrySet().stream()
                        .allMatch(cursor -> cursor.getValue() >= read.getOrDefault(cursor.getKey(), 0L)));
    }

    /** Two looks in a row that see the same places. */
    private static Map<String, Long> awaitQuietCursors(World world) throws SQLException {
        var last = new AtomicReference<>(cursors(world));
        await().atMost(World.PATIENCE).until(() -> {
            Map<String, Long> now = cursors(world);
            return now.equals(last.getAndSet(now));
        });
        return last.get();
    }

    private static Map<String, Long> cursors(World world) throws SQLException {
        Map<String, Long> cursors = new TreeMap<>();
        for (String service : SERVICES) {
            try (Connection database = world.database(service);
                    Statement statement = database.createStatement();
                    var rows = statement.executeQuery("SELECT feed, effect, position FROM feed_cursor")) {
                while (rows.next()) {
                    cursors.put(service + " " + rows.getString(1) + " " + rows.getString(2), rows.getLong(3));
                }
            }
        }
        return cursors;
    }

    private static Map<String, String> kept(World world) throws SQLException {
        Map<String, String> kept = new TreeMap<>();
        for (String service : SERVICES) {
            try (Connection database = world.database(service);
                    Statement statement = database.createStatement()) {
                for (String sql : KEPT.get(service)) {
                    try (var row = statement.executeQuery(sql)) {
                        row.next();
                        kept.put(service + ": " + sql, row.getString(1));
                    }
                }
            }
        }
        return kept;
    }
}
