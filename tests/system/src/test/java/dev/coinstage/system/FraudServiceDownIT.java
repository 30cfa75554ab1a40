package dev.coinstage.system;

import static dev.coinstage.system.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Reply;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody judges: what may wait waits and goes on by itself, small purchases go to review, large ones are refused. */
@ExtendWith(RunningWorld.class)
class FraudServiceDownIT {

    private static final Set<String> FRAUD = Set.of("fraud-service");

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
    void payouts_and_campaigns_wait_for_a_decision_and_go_on_by_themselves() throws InterruptedException, SQLException {
        Creator nico = flows.earningCreator(world.freshCreator());
        Session session = world.freshCreator();
        Creator dina = flows.creator(session);
        flows.buyCoins(session);
        String campaign = dina.draft(dina.goLive("Serums"), "Serums tonight", 200);
        String[] payout = new String[1];

        flows.without(FRAUD, () -> {
            payout[0] = flows.askForPayout(nico, "0001");
            dina.submit(campaign);
            flows.awaitRow("payout", "payout WHERE id = ? AND tries >= 2", UUID.fromString(payout[0]));
            flows.awaitVainTries("promote", "campaign.review");
            assertThat(nico.payout(payout[0]).path("state").asText()).isEqualTo("REQUESTED");
            assertThat(dina.campaign(campaign).path("state").asText()).isEqualTo("PENDING_REVIEW");
            assertThat(flows.coins(session)).as("the budget is held already").isEqualTo(1_200);
        });

        flows.awaitPayout(nico, payout[0], "COMPLETED");
        flows.awaitCampaign(dina, campaign, "ACTIVE");
        dina.end(campaign);
        assertThat(flows.awaitCampaign(dina, campaign, "SETTLED")
                        .at("/money/refundedCoins")
                        .asLong())
                .isEqualTo(200);
        assertThat(flows.coins(session)).isEqualTo(1_400);
    }

    @Test
    void a_small_card_purchase_goes_to_review_and_a_large_one_is_refused_until_it_is_back()
            throws InterruptedException, SQLException {
        Session tess = world.freshViewer();
        Api gateway = world.gateway();
        UUID key = Api.key();
        Flows.Card[] small = new Flows.Card[1];

        flows.without(FRAUD, () -> {
            small[0] = flows.wantCoins(tess, "web.coins.700");
            flows.pay(small[0], Providers.GOOD_CARD);
            flows.awaitCard(tess, small[0], "IN_REVIEW");
            Reply large = gateway.post(tess, "/v1/card-purchases", key, Flows.wish("web.coins.1400"));
            assertProblem(large, 503, "CHECK_UNAVAILABLE");
            assertThat(large.body().path("limit").asLong()).isEqualTo(1_000);
            flows.awaitVainTries("wallet", "card.check");
            assertThat(flows.coins(tess)).isZero();
        });

        flows.awaitCard(tess, small[0], "CREDITED");
        assertThat(flows.coins(tess)).isEqualTo(700);
        Flows.Card large = Flows.card(gateway.post(tess, "/v1/card-purchases", key, Flows.wish("web.coins.1400"))
                .expect(201, "the same wish under the same key"));
        flows.pay(large, Providers.GOOD_CARD);
        flows.awaitCard(tess, large, "CREDITED");
        assertThat(flows.coins(tess)).isEqualTo(2_100);
    }
}
