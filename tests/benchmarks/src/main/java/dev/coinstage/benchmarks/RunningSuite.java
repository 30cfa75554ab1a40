package dev.coinstage.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.AppStore;
import dev.coinstage.local.story.CoinPackage;
import dev.coinstage.local.suite.DemoUsers;
import dev.coinstage.local.suite.Suite;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The whole suite on free ports with a folder of its own, and the people who load it: they log in and buy as an app's users do. */
final class RunningSuite implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int MOST_DEATHS = 5;
    private static final int LOGINS_AT_A_TIME = 4;
    private static final long COINS = 35_000;

    private final Suite suite;

    private RunningSuite(Suite suite) {
        this.suite = suite;
    }

    static RunningSuite start(Place place) throws InterruptedException {
        var suite = place.freshSuite("suite");
        var running = new RunningSuite(suite);
        try {
            suite.startAll();
            suite.awaitHealthy(LONGEST_START, status -> status.deaths() >= MOST_DEATHS);
            return running;
        } catch (RuntimeException | InterruptedException e) {
            running.close();
            throw e;
        }
    }

    Connection wallet() throws SQLException {
        return suite.addresses().database("wallet", suite.folder().secrets());
    }

    String walletService() {
        return suite.addresses().walletService();
    }

    String gateway() {
        return suite.addresses().gateway();
    }

    /** A Live that carla starts. */
    String live() throws InterruptedException {
        var carla = login("carla");
        return new Api(gateway())
                .post(carla, "/v1/lives", Api.key(), "{\"title\": \"Benchmark\"}")
                .expect(201, "carla starts a Live")
                .path("id")
                .asText();
    }

    /** So many viewers of the demo's crowd, logged in, each with the largest pack of coins. */
    List<Session> viewers(int number) throws InterruptedException {
        var api = new Api(gateway());
        var store = new AppStore(suite.addresses().sandbox());
        var first = login(DemoUsers.viewer(1));
        var pack = largest(
                api.get(first, "/v1/coin-packages?platform=IOS&region=US").expect(200, "the packs on sale"));
        var logins = IntStream.rangeClosed(1, number)
                .<Callable<Session>>mapToObj(viewer -> () -> buyer(DemoUsers.viewer(viewer), pack, api, store))
                .toList();
        var threads = Executors.newFixedThreadPool(LOGINS_AT_A_TIME);
        try {
            var sessions = new ArrayList<Session>();
            for (var login : threads.invokeAll(logins)) {
                sessions.add(login.get());
            }
            return sessions;
        } catch (ExecutionException e) {
            throw new BenchFault("A viewer cannot log in or buy: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static CoinPackage largest(JsonNode listing) {
        return CoinPackage.smallestOf(listing, COINS);
    }

    private Session buyer(String username, CoinPackage pack, Api api, AppStore store) throws InterruptedException {
        var session = login(username);
        var receipt = store.buy(pack, session.subject());
        api.post(session, "/v1/app-store-purchases", Api.key(), "{\"signedTransaction\": \"" + receipt + "\"}")
                .expect(201, username + " buys " + pack.productId());
        return session;
    }

    private Session login(String username) throws InterruptedException {
        return new LoginClient(suite.addresses().issuer()).login(username, DemoUsers.PASSWORD);
    }

    @Override
    public void close() {
        Place.end(suite);
    }
}
