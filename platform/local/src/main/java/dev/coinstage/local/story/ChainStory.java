package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.suite.Addresses;
import dev.coinstage.local.suite.DemoUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Coins become reach or cash, and scams are kept out. Dina's Live is boosted and gifted; her campaign's rest comes back, and three payouts go
 * three ways. Tess pays with a stolen card and gives it all to Nico, whose payout is held until an analyst has looked; then the card's holder
 * complains, and the coins are taken back from where they went.
 */
public final class ChainStory {

    private static final String CURRENCY = Story.CURRENCY;
    private static final long BUDGET = 200;
    private static final int IMPRESSIONS = 70;

    /** 20 impressions a coin: of 70, three coins are captured and half a coin is given back. */
    private static final long CAPTURED = 3;

    private static final int FANS = 40;
    private static final long PAID_OUT = 400;
    private static final long STOLEN_DIAMONDS = 1_500;
    private static final long HELD_DIAMONDS = 1_000;

    private final LoginClient keycloak;
    private final Api api;
    private final Api security;
    private final AppStore store;
    private final Providers providers;
    private final Narrator narrator;

    public ChainStory(Addresses addresses, Narrator narrator) {
        this.keycloak = new LoginClient(addresses.issuer());
        this.api = new Api(addresses.gateway());
        this.security = new Api(addresses.securityGateway());
        this.store = new AppStore(addresses.sandbox());
        this.providers = new Providers(addresses.sandbox());
        this.narrator = narrator;
    }

    /** Plays it once. @throws StoryFailed when anything goes another way */
    public void play() throws InterruptedException {
        Session session = fresh("dina", "dina, a new creator, logs in with a second factor");
        Creator dina = new Creator(session, api);
        List<Session> fans = fansLogIn();
        String live = dina.goLive("Serums");
        boost(dina, session, live, fans);
        fansGift(fans, live);
        payOut(dina);
        stolenCard();
    }

    /** Somebody who has done nothing yet: the story is told on a clean record. */
    private Session fresh(String name, String what) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        for (int number = 1; number <= DemoUsers.FRESH; number++) {
            String username = DemoUsers.fresh(name, number);
            Session session = name.equals("tess")
                    ? keycloak.login(username, DemoUsers.PASSWORD)
                    : keycloak.stepUp(username, DemoUsers.PASSWORD, DemoUsers.OTP_SECRET);
            if (api.get(session, "/v1/accounts")
                    .expect(200, name + "'s accounts")
                    .path("items")
                    .isEmpty()) {
                narrator.tell(what, watch.time());
                return session;
            }
        }
        throw new StoryFailed(
                "This story was told " + DemoUsers.FRESH + " times. Delete the data folder to begin anew.");
    }

    private List<Session> fansLogIn() throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        List<Callable<Session>> logins = new ArrayList<>();
        for (int number = 1; number <= FANS; number++) {
            String username = DemoUsers.viewer(number);
            logins.add(() -> keycloak.login(username, DemoUsers.PASSWORD));
        }
        List<Session> fans = Crowd.each(logins, done -> narrator.passing(done + " fans are in"));
        narrator.tell(FANS + " fans log in", watch.time());
        return fans;
    }

    private void boost(Creator dina, Session session, String live, List<Session> fans) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        JsonNode packs =
                api.get(session, "/v1/coin-packages?platform=IOS&region=US").expect(200, "dina looks at packs");
        Viewer buyer = new Viewer(session, api);
        buyer.buy(CoinPackage.smallestOf(packs, 700), store);
        long bought = buyer.coins();
        String campaign = dina.boost(live, "Serums tonight", BUDGET);
        require(buyer.coins() == bought - BUDGET, "the budget is not held");
        narrator.tell("dina boosts her Live: " + BUDGET + " coins are held, reviewed, and shown", watch.time());

        Stopwatch showing = new Stopwatch();
        for (int shown = 0; shown < IMPRESSIONS; shown++) {
            see(fans.get(shown % fans.size()));
        }
        JsonNode money = dina.campaign(campaign).path("money");
        narrator.tell(IMPRESSIONS + " viewers see it, each by a signed notice", showing.time());

        Stopwatch settling = new Stopwatch();
        JsonNode settled = dina.cancel(campaign).path("money");
        require(
                settled.path("capturedCoins").asLong() == CAPTURED
                        && settled.path("refundedCoins").asLong() == BUDGET - CAPTURED,
                "the campaign was settled otherwise: " + settled + " after " + money);
        require(buyer.coins() == bought - CAPTURED, "the rest did not come back exactly");
        narrator.tell(
                "she cancels: " + CAPTURED + " coins were earned, " + (BUDGET - CAPTURED) + " come back",
                settling.time());
    }

    /** Shows whatever is to be shown: campaigns of others count for them. */
    private void see(Session viewer) throws InterruptedException {
        JsonNode ad = api.post(viewer, "/v1/ad-decisions", Api.key(), "{\"placement\": \"for-you\"}")
                .expect(200, "something to show");
        JsonNode seen = api.post(
                        viewer,
                        "/v1/ad-notices",
                        Api.key(),
                        "{\"notice\": \"" + ad.path("notice").asText() + "\"}")
                .expect(200, "a notice");
        require(seen.path("verdict").asText().equals("BILLED"), "a notice was not billed: " + seen);
    }

    private void fansGift(List<Session> fans, String live) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        JsonNode packs =
                api.get(fans.get(0), "/v1/coin-packages?platform=IOS&region=US").expect(200, "packs");
        CoinPackage pack = CoinPackage.smallestOf(packs, 100);
        List<Callable<Long>> gifts = new ArrayList<>();
        for (Session fan : fans) {
            gifts.add(() -> {
                Viewer viewer = new Viewer(fan, api);
                viewer.buy(pack, store);
                return give(fan, live, "hat-and-moustache", 1);
            });
        }
        long diamonds = Crowd.each(gifts, done -> narrator.passing(done + " fans have given")).stream()
                .mapToLong(Long::longValue)
                .sum();
        narrator.tell(FANS + " fans give her " + diamonds + " diamonds", watch.time());
    }

    private long give(Session viewer, String live, String gift, int quantity) throws InterruptedException {
        return api.post(
                        viewer,
                        "/v1/lives/" + live + "/gifts",
                        Api.key(),
                        "{\"giftId\": \"" + gift + "\", \"quantity\": " + quantity + "}")
                .expect(201, "a gift")
                .path("diamonds")
                .asLong();
    }

    private void payOut(Creator dina) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        String good = requested(dina, "0001");
        JsonNode paid = dina.awaitPayout(good, "COMPLETED");
        narrator.tell("dina withdraws " + PAID_OUT + " diamonds: " + money(paid) + " arrive", watch.time());

        Stopwatch unknown = new Stopwatch();
        String silent = requested(dina, "0005");
        JsonNode found = dina.awaitPayout(silent, "COMPLETED");
        require(
                found.path("attempt").path("sends").asLong() == 1,
                "a payout of unknown outcome was sent again: " + found);
        narrator.tell("the provider's reply to the next one is lost; it is asked, and has paid once", unknown.time());

        Stopwatch returning = new Stopwatch();
        String wrong = requested(dina, "0008");
        JsonNode sent = dina.awaitPayout(wrong, "COMPLETED");
        long before = dina.balance("CREATOR_DIAMONDS");
        providers.daysGoBy(3);
        JsonNode returned = dina.awaitPayout(wrong, "RETURNED").path("returned");
        long back = PAID_OUT
                * returned.path("returnedMinor").asLong()
                / sent.path("netMinor").asLong();
        require(returned.path("diamonds").asLong() == back, "another number of diamonds came back: " + returned);
        Await.until(
                "the returned diamonds are there",
                () -> com.fasterxml.jackson.databind.node.LongNode.valueOf(dina.balance("CREATOR_DIAMONDS")),
                balance -> balance.asLong() == before + back);
        narrator.tell(
                "the third one comes back after three days, less the bank's fee: " + back + " of " + PAID_OUT
                        + " diamonds are hers again",
                returning.time());
    }

    private static String money(JsonNode payout) {
        long minor = payout.path("netMinor").asLong();
        return String.format(java.util.Locale.ROOT, "%d.%02d %s", minor / 100, minor % 100, CURRENCY);
    }

    private String requested(Creator creator, String ending) throws InterruptedException {
        return creator.askForPayout(creator.method(ending, CURRENCY), PAID_OUT, CURRENCY)
                .expect(201, "a payout is asked for")
                .path("id")
                .asText();
    }

    private void stolenCard() throws InterruptedException {
        Session tess = fresh("tess", "tess logs in");
        Creator nico = new Creator(fresh("nico", "nico, a friend of hers, logs in with a second factor"), api);
        Stopwatch watch = new Stopwatch();
        String payment = buyWithStolenCard(tess);
        String live = nico.goLive("Nothing at all");
        long diamonds = give(tess, live, "galaxy", 3);
        require(diamonds == STOLEN_DIAMONDS, "the gifts brought " + diamonds + " diamonds");
        narrator.tell("tess buys 3500 coins with a stolen card and gives nico " + diamonds + " diamonds", watch.time());

        Stopwatch holding = new Stopwatch();
        String payout = nico.askForPayout(nico.method("0001", CURRENCY), HELD_DIAMONDS, CURRENCY)
                .expect(201, "nico asks for a payout")
                .path("id")
                .asText();
        nico.awaitPayout(payout, "HELD");
        narrator.tell("nico wants " + HELD_DIAMONDS + " of them in cash; fraud-service holds it", holding.time());

        chargeback(tess, nico, payment, payout);
    }

    private String buyWithStolenCard(Session tess) throws InterruptedException {
        JsonNode purchase = api.post(
                        tess,
                        "/v1/card-purchases",
                        Api.key(),
                        "{\"productId\": \"web.coins.3500\", \"region\": \"US\"}")
                .expect(201, "a card purchase");
        String payment = purchase.path("payment").asText();
        providers.pay(payment, purchase.path("clientSecret").asText(), Providers.STOLEN_CARD);
        String path = "/v1/card-purchases/" + purchase.path("id").asText();
        Await.untilState("tess' coins", () -> api.get(tess, path).expect(200, "a card purchase"), "CREDITED");
        return payment;
    }

    private void chargeback(Session tess, Creator nico, String payment, String payout) throws InterruptedException {
        Analyst sam = new Analyst(keycloak.login("sam", DemoUsers.PASSWORD), security);
        Stopwatch watch = new Stopwatch();
        providers.dispute(payment);
        JsonNode dispute = sam.awaitCarriedOut(tess.subject());
        JsonNode recovery = dispute.path("recovery");
        JsonNode share = recovery.path("creators").path(0);
        require(
                recovery.path("coinsRecovered").asLong() == 500
                        && recovery.path("coinsOwed").asLong() == 3_000
                        && share.path("diamondsRecovered").asLong() == STOLEN_DIAMONDS - HELD_DIAMONDS
                        && share.path("diamondsOwed").asLong() == HELD_DIAMONDS,
                "the chargeback was carried out otherwise: " + recovery);
        narrator.tell(
                "the card's holder complains: 500 coins and " + (STOLEN_DIAMONDS - HELD_DIAMONDS)
                        + " diamonds are taken back, the rest is owed",
                watch.time());

        Stopwatch deciding = new Stopwatch();
        sam.decide(sam.awaitCase(payout).path("caseId").asText(), "DENIED", "Paid with a stolen card by one friend.");
        nico.awaitPayout(payout, "REJECTED");
        Await.until(
                "nico's debt is paid by what was held",
                () -> com.fasterxml.jackson.databind.node.LongNode.valueOf(nico.balance("CREATOR_RECEIVABLE")),
                debt -> debt.asLong() == 0);
        require(nico.balance("CREATOR_DIAMONDS") == 0, "nico keeps diamonds of a stolen card");
        Reply again = nico.askForPayout(nico.method("0001", CURRENCY), HELD_DIAMONDS, CURRENCY);
        require(again.status() == 422, "nico may ask for a payout again: " + again.text());
        narrator.tell("sam denies nico's payout at the security gateway: what was held pays the debt", deciding.time());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new StoryFailed(otherwise);
        }
    }

    private static final class Stopwatch {
        private final long begun = System.nanoTime();

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
