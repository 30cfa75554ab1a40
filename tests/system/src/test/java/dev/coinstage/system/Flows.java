package dev.coinstage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.story.Creator;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Reply;
import dev.coinstage.local.story.Story;
import dev.coinstage.local.story.Viewer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.awaitility.core.ConditionFactory;

/** The steps of the money flows, as client apps make them; with a patient {@link Api} also while parts are down. */
final class Flows {

    /** Callers have an allowance on each route: several flows of one person look at once. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    /** Enough for a payout, and too few for the shares of gifters to count. */
    static final long EARNED = 500;

    static final long PAID_OUT = 400;

    private static final CoinPackage PACK = new CoinPackage("dev.coinstage.coins.1400", 1_400, "USD", 1_999);

    private final World world;
    private final Api api;
    private final Providers providers;

    Flows(World world) {
        this(world, world.gateway(), world.providers());
    }

    private Flows(World world, Api api, Providers providers) {
        this.world = world;
        this.api = api;
        this.providers = providers;
    }

    /** The same by apps that try again until they are answered. */
    Flows patient() {
        return new Flows(
                world,
                api.patient(World.PATIENCE),
                new Providers(new Api(world.suite().addresses().sandbox()).patient(World.PATIENCE)));
    }

    Creator creator(Session session) {
        return new Creator(session, api);
    }

    /** 1,400 coins from the App Store. */
    void buyCoins(Session viewer) throws InterruptedException {
        new Viewer(viewer, api).buy(PACK, world.appStore());
    }

    long coins(Session viewer) throws InterruptedException {
        return new Viewer(viewer, api).coins();
    }

    /** A creator with {@link #EARNED} diamonds, all of one viewer. */
    Creator earningCreator(Session session) throws InterruptedException {
        Creator creator = creator(session);
        Session viewer = world.supporter();
        buyCoins(viewer);
        assertThat(give(viewer, creator.goLive("Serums"))).isEqualTo(EARNED);
        return creator;
    }

    /** A galaxy: 1,000 coins. @return the diamonds that it brought */
    long give(Session viewer, String live) throws InterruptedException {
        return api.post(viewer, "/v1/lives/" + live + "/gifts", Api.key(), "{\"giftId\": \"galaxy\", \"quantity\": 1}")
                .expect(201, "a gift")
                .path("diamonds")
                .asLong();
    }

    String askForPayout(Creator creator, String ending) throws InterruptedException {
        return creator.askForPayout(creator.method(ending, Story.CURRENCY), PAID_OUT, Story.CURRENCY)
                .expect(201, "a payout")
                .path("id")
                .asText();
    }

    JsonNode awaitPayout(Creator creator, String payout, String state) {
        return patiently()
                .until(
                        () -> creator.payout(payout),
                        seen -> seen.path("state").asText().equals(state));
    }

    JsonNode awaitCampaign(Creator creator, String campaign, String state) {
        return patiently()
                .until(
                        () -> creator.campaign(campaign),
                        seen -> seen.path("state").asText().equals(state));
    }

    /** Lets a viewer see what there is, until so much was billed or there is nothing more to see. */
    void see(Session viewer, int impressions) throws InterruptedException {
        for (int seen = 0; seen < impressions; seen++) {
            Reply ad = api.post(viewer, "/v1/ad-decisions", Api.key(), "{\"placement\": \"for-you\"}");
            if (ad.status() == 204) {
                return;
            }
            String notice = ad.expect(200, "something to see").path("notice").asText();
            String verdict = api.post(viewer, "/v1/ad-notices", Api.key(), "{\"notice\": \"" + notice + "\"}")
                    .expect(200, "a notice")
                    .path("verdict")
                    .asText();
            assertThat(verdict).isIn("BILLED", "BILLED_BEFORE", "LATE");
        }
    }

    /** A card purchase, from the wish on. */
    record Card(String path, String payment, String clientSecret) {}

    Card wantCoins(Session viewer, String productId) throws InterruptedException {
        return card(api.post(viewer, "/v1/card-purchases", Api.key(), wish(productId))
                .expect(201, "a card purchase"));
    }

    static Card card(JsonNode purchase) {
        return new Card(
                "/v1/card-purchases/" + purchase.path("id").asText(),
                purchase.path("payment").asText(),
                purchase.path("clientSecret").asText());
    }

    static String wish(String productId) {
        return "{\"productId\": \"" + productId + "\", \"region\": \"US\"}";
    }

    void pay(Card card, String number) throws InterruptedException {
        // 409: an earlier try was taken and its answer lost
        assertThat(providers
                        .confirm(card.payment(), card.clientSecret(), number)
                        .status())
                .isIn(200, 409);
    }

    void complain(Card card) throws InterruptedException {
        assertThat(providers.complain(card.payment()).status()).isIn(200, 409);
    }

    String stateOf(Session viewer, Card card) throws InterruptedException {
        return api.get(viewer, card.path())
                .expect(200, "a card purchase")
                .path("state")
                .asText();
    }

    void awaitCard(Session viewer, Card card, String state) {
        patiently().until(() -> stateOf(viewer, card).equals(state));
    }

    /** Waits until a row of a service's database says so. */
    void awaitRow(String service, String condition, Object... values) {
        patiently()
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> world.number(service, "SELECT count(*) FROM " + condition, values) > 0);
    }

    /** Waits until a service has asked in vain at least twice. */
    void awaitVainTries(String service, String action) {
        awaitRow(service, "outgoing_command WHERE state = 'PENDING' AND action = ? AND attempts >= 2", action);
    }

    /** Parts that are down until {@code meanwhile} is over. */
    void without(Set<String> parts, Meanwhile meanwhile) throws InterruptedException, SQLException {
        parts.forEach(world.suite()::stop);
        try {
            meanwhile.happens();
        } finally {
            parts.forEach(world.suite()::start);
            world.suite().awaitHealthy(World.PATIENCE);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(World.PATIENCE).pollInterval(BETWEEN_LOOKS);
    }

    interface Meanwhile {
        void happens() throws InterruptedException, SQLException;
    }
}
