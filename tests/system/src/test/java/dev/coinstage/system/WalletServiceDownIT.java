package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Story;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger is away when coins and diamonds are to move: they move once, as soon as it is back. */
@ExtendWith(RunningWorld.class)
class WalletServiceDownIT {

    private static final Set<String> WALLET = Set.of("wallet-service");

    private World world;
    private Flows flows;

    @BeforeEach
    void everythingAgrees(World shared) {
        world = shared;
        flows = new Flows(shared);
    }

    @AfterEach
    void everythingAgreesAgain() {
        Agreement.await(world);
    }

    @Test
    void a_campaign_is_held_and_captured_once_it_is_back() throws InterruptedException, SQLException {
        Session session = world.freshCreator();
        Creator dina = flows.creator(session);
        flows.buyCoins(session);
        String campaign = dina.draft(dina.goLive("Serums"), "Serums tonight", 200);
        Session viewer = world.freshViewer();

        flows.without(WALLET, () -> {
            dina.submit(campaign);
            flows.awaitVainTries("promote", "campaign.hold");
            assertThat(dina.campaign(campaign).path("state").asText()).isEqualTo("PENDING_REVIEW");
        });
        flows.awaitCampaign(dina, campaign, "ACTIVE");
        assertThat(flows.coins(session)).isEqualTo(1_200);

        flows.without(WALLET, () -> {
            flows.see(viewer, 50);
            flows.awaitVainTries("promote", "campaign.capture");
            dina.end(campaign);
        });
        var money = flows.awaitCampaign(dina, campaign, "SETTLED").path("money");
        assertThat(money.path("capturedCoins").asLong()).isEqualTo(2);
        assertThat(money.path("refundedCoins").asLong()).isEqualTo(198);
        assertThat(flows.coins(session)).isEqualTo(1_398);
    }

    @Test
    void a_payout_that_cannot_be_weighed_is_refused_and_changes_nothing() throws InterruptedException, SQLException {
        Creator nico = flows.earningCreator(world.freshCreator());
        String method = nico.method("0001", Story.CURRENCY);
        long before = payoutsOf(nico);

        flows.without(
                WALLET,
                () -> assertProblem(
                        nico.askForPayout(method, Flows.PAID_OUT, Story.CURRENCY), 503, "WALLET_UNAVAILABLE"));

        assertThat(payoutsOf(nico)).isEqualTo(before);
        assertThat(nico.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED);
    }

    @Test
    void a_payouts_hold_and_its_settlement_are_booked_once_it_is_back() throws InterruptedException, SQLException {
        Creator nico = flows.earningCreator(world.freshCreator());
        String payout;
        // who holds the ledger's head lets the wallet show balances, but post nothing
        try (Connection head = world.database("wallet")) {
            head.setAutoCommit(false);
            try (Statement statement = head.createStatement()) {
                statement.execute("SELECT * FROM ledger_head FOR UPDATE");
            }
            payout = flows.askForPayout(nico, "0004");
            world.suite().stop("wallet-service");
            head.rollback();
        }
        flows.without(WALLET, () -> {
            flows.awaitVainTries("payout", "wallet.post");
            assertThat(nico.payout(payout).path("state").asText()).isEqualTo("REQUESTED");
        });
        flows.awaitPayout(nico, payout, "PROCESSING");
        assertThat(nico.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED - Flows.PAID_OUT);

        flows.without(WALLET, () -> {
            world.providers().daysGoBy(1);
            flows.awaitPayout(nico, payout, "COMPLETED");
            flows.awaitVainTries("payout", "wallet.post");
        });
        flows.awaitRow("payout", "payout WHERE id = ? AND funds = 'SETTLED'", UUID.fromString(payout));
        assertThat(nico.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED - Flows.PAID_OUT);
    }

    private long payoutsOf(Creator creator) throws SQLException {
        return world.number("payout", "SELECT count(*) FROM payout WHERE creator = ?", creator.id());
    }
}
