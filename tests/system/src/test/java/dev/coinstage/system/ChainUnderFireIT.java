package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Story;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every part with a memory is killed in the middle of every money flow: each flow reaches its end, and all books agree. */
@ExtendWith(RunningWorld.class)
class ChainUnderFireIT {

    private static final List<String> PARTS =
            List.of("wallet-service", "promote-service", "payout-service", "fraud-service", "sandbox", "postgresql");

    private static final long SEED = 20261125;

    /** How often each part is killed; the long run asks for more. */
    private static final int KILLS = Integer.getInteger("coinstage.faults.kills", 2);

    private static final int CAMPAIGNS = 5 * KILLS;
    private static final int CAMPAIGNS_OF_A_CREATOR = 5;
    private static final int PAYOUTS = 6 * KILLS;
    private static final int CARDS = 5 * KILLS;
    private static final int CARDS_OF_A_VIEWER = 5;
    private static final int CHARGEBACKS = 3 * KILLS;
    private static final int AT_A_TIME = 8;

    /** An even one for each kind of provider fault. */
    private static final List<String> ENDINGS = List.of("0001", "0005", "0006", "0009");

    private static final long BUDGET = 50;
    private static final int IMPRESSIONS = 30;

    /** Steps of all flows that were made. */
    private final AtomicInteger steps = new AtomicInteger();

    private World world;
    private Flows calm;
    private Flows flows;

    /** A flow whose people are logged in and have what they need. */
    private interface Flow {
        /** Plays it to its definitive end. */
        void play() throws InterruptedException;

        /** How many steps it makes. */
        int steps();
    }

    @Test
    void each_flow_reaches_its_end_and_all_books_agree(World shared)
            throws InterruptedException, SQLException, ExecutionException {
        world = shared;
        calm = new Flows(shared);
        flows = calm.patient();
        List<Flow> all = new ArrayList<>();
        all.addAll(campaigns());
        List<PayoutFlow> payouts = payouts();
        all.addAll(payouts);
        all.addAll(cards());
        all.addAll(chargebacks());
        Collections.shuffle(all, new Random(SEED));
        Agreement.await(world);
        JsonNode before = world.providers().payouts(Story.CURRENCY);

        try {
            underFire(all);
        } finally {
            world.suite().awaitHealthy(World.PATIENCE);
            world.awaitLogins();
        }

        Agreement.await(world);
        JsonNode after = world.providers().payouts(Story.CURRENCY);
        long net = payouts.stream().mapToLong(payout -> payout.net).sum();
        assertThat(since(before, after, "/accepted/count")).isEqualTo(PAYOUTS);
        assertThat(since(before, after, "/paid/count")).isEqualTo(PAYOUTS);
        assertThat(since(before, after, "/paid/amountMinor")).isEqualTo(net);
    }

    private static long since(JsonNode before, JsonNode after, String pointer) {
        return after.at(pointer).asLong() - before.at(pointer).asLong();
    }

    /** Parts die after even shares of all steps, give or take, each when it answers. */
    private void underFire(List<Flow> all) throws InterruptedException, ExecutionException {
        ExecutorService people = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (Flow flow : all) {
                running.add(people.submit((Callable<Void>) () -> {
                    flow.play();
                    return null;
                }));
            }
            List<String> deaths = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                deaths.addAll(PARTS);
            }
            var random = new Random(SEED);
            Collections.shuffle(deaths, random);
            double share = (double) all.stream().mapToInt(Flow::steps).sum() / (deaths.size() + 1);
            for (int death = 0; death < deaths.size(); death++) {
                String part = deaths.get(death);
                double at = share * (death + 0.5 + random.nextDouble());
                await("steps before " + part + " dies")
                        .atMost(World.PATIENCE.multipliedBy(2))
                        .until(() -> hasFailed(running)
                                || steps.get() >= at && world.suite().isHealthy(part));
                world.suite().kill(part);
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            people.shutdownNow();
        }
    }

    /** Whoever fails ends the wait: its failure is told when all are asked. */
    private static boolean hasFailed(List<Future<Void>> running) {
        return running.stream().anyMatch(ChainUnderFireIT::hasFailed);
    }

    private static boolean hasFailed(Future<Void> one) {
        if (!one.isDone()) {
            return false;
        }
        try {
            one.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private List<CampaignFlow> campaigns() throws InterruptedException {
        List<CampaignFlow> all = new ArrayList<>();
        Session owner = null;
        for (int number = 0; number < CAMPAIGNS; number++) {
            if (number % CAMPAIGNS_OF_A_CREATOR == 0) {
                owner = world.freshCreator();
                calm.buyCoins(owner);
            }
            Creator creator = flows.creator(owner);
            all.add(new CampaignFlow(creator, creator.goLive("Serums " + number), world.supporter()));
        }
        return all;
    }

    private final class CampaignFlow implements Flow {
        private final Creator owner;
        private final String live;
        private final Session viewer;

        CampaignFlow(Creator owner, String live, Session viewer) {
            this.owner = owner;
            this.live = live;
            this.viewer = viewer;
        }

        @Override
        public int steps() {
            return 5;
        }

        @Override
        public void play() throws InterruptedException {
            String campaign = owner.draft(live, "Serums tonight", BUDGET);
            owner.submit(campaign);
            steps.incrementAndGet();
            flows.awaitCampaign(owner, campaign, "ACTIVE");
            steps.incrementAndGet();
            flows.see(viewer, IMPRESSIONS);
            steps.incrementAndGet();
            owner.end(campaign);
            steps.incrementAndGet();
            JsonNode money = flows.awaitCampaign(owner, campaign, "SETTLED").path("money");
            steps.incrementAndGet();
            assertThat(money.path("capturedCoins").asLong()
                            + money.path("refundedCoins").asLong())
                    .as(money.toString())
                    .isEqualTo(BUDGET);
        }
    }

    private List<PayoutFlow> payouts() throws InterruptedException {
        List<PayoutFlow> all = new ArrayList<>();
        for (int number = 0; number < PAYOUTS; number++) {
            Session session = world.freshCreator();
            calm.earningCreator(session);
            all.add(new PayoutFlow(flows.creator(session), ENDINGS.get(number % ENDINGS.size())));
        }
        return all;
    }

    private final class PayoutFlow implements Flow {
        private final Creator creator;
        private final String ending;
        private volatile long net;

        PayoutFlow(Creator creator, String ending) {
            this.creator = creator;
            this.ending = ending;
        }

        @Override
        public int steps() {
            return 3;
        }

        @Override
        public void play() throws InterruptedException {
            String method = creator.method(ending, Story.CURRENCY);
            steps.incrementAndGet();
            String payout = creator.askForPayout(method, Flows.PAID_OUT, Story.CURRENCY)
                    .expect(201, "a payout")
                    .path("id")
                    .asText();
            steps.incrementAndGet();
            net = flows.awaitPayout(creator, payout, "COMPLETED")
                    .path("netMinor")
                    .asLong();
            steps.incrementAndGet();
            flows.awaitRow("payout", "payout WHERE id = ? AND funds = 'SETTLED'", UUID.fromString(payout));
            assertThat(creator.balance("CREATOR_DIAMONDS")).isEqualTo(Flows.EARNED - Flows.PAID_OUT);
        }
    }

    private List<CardFlow> cards() throws InterruptedException {
        List<CardFlow> all = new ArrayList<>();
        Session viewer = null;
        for (int number = 0; number < CARDS; number++) {
            if (number % CARDS_OF_A_VIEWER == 0) {
                viewer = world.freshViewer();
            }
            all.add(new CardFlow(viewer));
        }
        return all;
    }

    private final class CardFlow implements Flow {
        private final Session viewer;

        CardFlow(Session viewer) {
            this.viewer = viewer;
        }

        @Override
        public int steps() {
            return 3;
        }

        @Override
        public void play() throws InterruptedException {
            Flows.Card card = flows.wantCoins(viewer, "web.coins.700");
            steps.incrementAndGet();
            flows.pay(card, Providers.GOOD_CARD);
            steps.incrementAndGet();
            flows.awaitCard(viewer, card, "CREDITED");
            steps.incrementAndGet();
        }
    }

    private List<ChargebackFlow> chargebacks() throws InterruptedException {
        Creator receiver = flows.creator(world.freshCreator());
        String live = receiver.goLive("Nothing at all");
        List<ChargebackFlow> all = new ArrayList<>();
        for (int number = 0; number < CHARGEBACKS; number++) {
            all.add(new ChargebackFlow(world.freshViewer(), receiver, live));
        }
        return all;
    }

    private final class ChargebackFlow implements Flow {
        private final Session thief;
        private final Creator receiver;
        private final String live;

        ChargebackFlow(Session thief, Creator receiver, String live) {
            this.thief = thief;
            this.receiver = receiver;
            this.live = live;
        }

        @Override
        public int steps() {
            return 5;
        }

        @Override
        public void play() throws InterruptedException {
            Flows.Card card = flows.wantCoins(thief, "web.coins.1400");
            steps.incrementAndGet();
            flows.pay(card, Providers.STOLEN_CARD);
            flows.awaitCard(thief, card, "CREDITED");
            steps.incrementAndGet();
            assertThat(flows.give(thief, live)).isEqualTo(500);
            steps.incrementAndGet();
            flows.complain(card);
            steps.incrementAndGet();
            flows.awaitRow(
                    "fraud",
                    "dispute_recovery r JOIN dispute d ON d.id = r.dispute_id WHERE d.user_id = ? "
                            + "AND r.coins_recovered = 400 AND r.coins_owed = 1000",
                    thief.subject());
            steps.incrementAndGet();
            assertThat(flows.coins(thief)).isZero();
        }
    }
}
