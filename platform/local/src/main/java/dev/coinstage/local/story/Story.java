package dev.coinstage.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.books.Figures;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.suite.Addresses;
import dev.coinstage.local.suite.DemoUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Carla goes live; Vera buys coins and gifts her; then two hundred viewers do, all gifts at once. Every request takes the way
 * an app's would: a login at Keycloak, the App Store, the gateway.
 */
public final class Story {

    /** The currency of the storefront that everybody buys in. */
    public static final String CURRENCY = "USD";

    private static final long COINS_WANTED = 100;
    private static final int VERAS_ROSES = 5;

    private final LoginClient keycloak;
    private final Api api;
    private final AppStore store;
    private final Narrator narrator;
    private Figures expected = Figures.NONE;

    public Story(Addresses addresses, Narrator narrator) {
        this.keycloak = new LoginClient(addresses.issuer());
        this.api = new Api(addresses.gateway());
        this.store = new AppStore(addresses.sandbox());
        this.narrator = narrator;
    }

    /**
     * Plays it once.
     *
     * @return what the books must show more than before
     * @throws StoryFailed when anything goes another way
     */
    public Figures play() throws InterruptedException {
        expected = Figures.NONE;
        Session carla = login("carla", "carla logs in (authorization code with PKCE)");
        Session vera = login("vera", "vera logs in");
        String live = goLive(carla);
        CoinPackage pack = choosePack(vera);
        List<Gift> gifts = chooseGifts(vera, pack.coins());
        Viewer viewer = new Viewer(vera, api);
        buy(viewer, pack);
        giftAndReplay(viewer, live, rose(gifts));
        List<Viewer> crowd = crowdLogsIn();
        crowdBuys(crowd, pack);
        crowdGifts(crowd, live, gifts);
        correctAndProve(viewer, live, rose(gifts));
        return expected;
    }

    private Session login(String username, String what) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        Session session = keycloak.login(username, DemoUsers.PASSWORD);
        narrator.tell(what, watch.time());
        return session;
    }

    private String goLive(Session carla) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        JsonNode live = api.post(carla, "/v1/lives", Api.key(), "{\"title\": \"Skin Prep\"}")
                .expect(201, "carla starts a Live");
        narrator.tell("carla goes live with \"" + live.path("title").asText() + "\"", watch.time());
        return live.path("id").asText();
    }

    private CoinPackage choosePack(Session vera) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        JsonNode listing =
                api.get(vera, "/v1/coin-packages?platform=IOS&region=US").expect(200, "vera looks at packs");
        CoinPackage pack = CoinPackage.smallestOf(listing, COINS_WANTED);
        String price = String.format(
                Locale.ROOT, "%d.%02d %s", pack.amountMinor() / 100, pack.amountMinor() % 100, pack.currency());
        narrator.tell(
                "vera sees " + listing.path("items").size() + " packs and picks " + pack.coins() + " coins for "
                        + price,
                watch.time());
        return pack;
    }

    private List<Gift> chooseGifts(Session vera, long coins) throws InterruptedException {
        JsonNode catalogue = api.get(vera, "/v1/gifts").expect(200, "vera looks at gifts");
        return Gift.within(catalogue, coins);
    }

    private static Gift rose(List<Gift> gifts) {
        return gifts.stream()
                .filter(gift -> gift.id().equals("rose"))
                .findFirst()
                .orElse(gifts.get(0));
    }

    private void buy(Viewer vera, CoinPackage pack) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        long before = vera.coins();
        expected = expected.plus(vera.buy(pack, store));
        long now = vera.coins();
        require(
                now == before + pack.coins(),
                "vera had " + before + " coins, bought " + pack.coins() + " and has " + now);
        narrator.tell("vera pays in the App Store and has " + now + " coins", watch.time());
    }

    private void giftAndReplay(Viewer vera, String live, Gift gift) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        UUID key = Api.key();
        JsonNode given = vera.gift(live, gift, VERAS_ROSES, key).join().expect(201, "vera's gift");
        require(
                given.path("diamonds").asLong() == gift.diamonds() * VERAS_ROSES,
                "a gift of other diamonds than the catalogue's: " + given);
        expected = expected.plus(Viewer.given(gift, VERAS_ROSES));
        narrator.tell(
                "vera gives " + VERAS_ROSES + " x " + gift.name() + ": "
                        + given.path("coins").asLong() + " coins become "
                        + given.path("diamonds").asLong() + " diamonds",
                watch.time());

        Stopwatch again = new Stopwatch();
        long before = vera.coins();
        Reply replay = vera.gift(live, gift, VERAS_ROSES, key).join();
        require(
                replay.expect(201, "the replayed gift").equals(given),
                "the replay answers otherwise: " + replay.text());
        require(replay.isReplayed(), "the replay does not say that it is one");
        require(vera.coins() == before, "the replay changed vera's coins");
        narrator.tell("the same gift again, same key: same answer, nothing moved", again.time());
    }

    private List<Viewer> crowdLogsIn() throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        List<Callable<Viewer>> logins = new ArrayList<>();
        for (int number = 1; number <= DemoUsers.CROWD; number++) {
            String username = DemoUsers.viewer(number);
            logins.add(() -> new Viewer(keycloak.login(username, DemoUsers.PASSWORD), api));
        }
        List<Viewer> crowd = Crowd.each(logins, done -> narrator.passing(done + " viewers are in"));
        narrator.tell(crowd.size() + " viewers log in", watch.time());
        return crowd;
    }

    private void crowdBuys(List<Viewer> crowd, CoinPackage pack) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        List<Callable<Figures>> purchases = new ArrayList<>();
        crowd.forEach(viewer -> purchases.add(() -> viewer.buy(pack, store)));
        for (Figures bought : Crowd.each(purchases, done -> narrator.passing(done + " viewers have coins"))) {
            expected = expected.plus(bought);
        }
        narrator.tell(crowd.size() + " viewers buy " + pack.coins() + " coins each", watch.time());
    }

    private void crowdGifts(List<Viewer> crowd, String live, List<Gift> gifts) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        List<CompletableFuture<Reply>> inFlight = new ArrayList<>();
        Figures given = Figures.NONE;
        for (int index = 0; index < crowd.size(); index++) {
            Gift gift = gifts.get(index % gifts.size());
            inFlight.add(crowd.get(index).gift(live, gift, 1, Api.key()));
            given = given.plus(Viewer.given(gift, 1));
        }
        for (CompletableFuture<Reply> reply : inFlight) {
            reply.join().expect(201, "a gift among " + crowd.size() + " at once");
        }
        expected = expected.plus(given);
        Duration time = watch.time();
        narrator.tell(
                crowd.size() + " viewers gift carla at once: " + given.coinsGifted() + " coins, "
                        + given.diamondsCredited() + " diamonds",
                time);
    }

    private void correctAndProve(Viewer vera, String live, Gift gift) throws InterruptedException {
        Finance felix = new Finance(login("felix", "felix of finance logs in"), api);
        Stopwatch watch = new Stopwatch();
        long before = vera.coins();
        String mistaken = vera.gift(live, gift, 1, Api.key())
                .join()
                .expect(201, "a gift by mistake")
                .path("id")
                .asText();
        JsonNode reversed = felix.reverse(mistaken);
        require(reversed.path("status").asText().equals("POSTED"), "the gift was not taken back: " + reversed);
        require(vera.coins() == before, "vera's coins did not come back");
        JsonNode again = felix.reverse(mistaken);
        require(
                again.path("refusal").path("code").asText().equals("ALREADY_REVERSED"),
                "a gift was taken back twice: " + again);
        expected = expected.plus(Viewer.given(gift, 1)).plus(new Figures(0, 0, 0, 0, 0, gift.coins(), 0));
        narrator.tell("vera gives a " + gift.name() + " by mistake; felix takes it back, once", watch.time());

        Stopwatch proving = new Stopwatch();
        long commits = felix.prove();
        narrator.tell(
                commits + " commits are as they were sealed, and all transfers explain the balances", proving.time());
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
