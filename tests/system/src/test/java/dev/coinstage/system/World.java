package dev.coinstage.system;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.LoginRefused;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.AppStore;
import dev.coinstage.local.story.Providers;
import dev.coinstage.local.story.Story;
import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.DemoUsers;
import dev.coinstage.local.suite.Ports;
import dev.coinstage.local.suite.Suite;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One running suite, shared by all tests of the module: real processes on free ports, with a data folder of their own. */
final class World implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LOGINS_THAT_TELL = 10;

    private final Suite suite;
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final AtomicInteger creators = new AtomicInteger();
    private final AtomicInteger supporters = new AtomicInteger();

    private World(Suite suite) {
        this.suite = suite;
    }

    static World start() throws InterruptedException {
        DataFolder folder = new DataFolder(Scratch.fresh("suite"), Scratch.cache());
        Suite suite = Suite.open(Checkout.around(Path.of("")), folder, Ports.free(), status -> {});
        try {
            suite.startAll();
            suite.awaitHealthy(PATIENCE, status -> status.deaths() >= 5);
            return new World(suite);
        } catch (RuntimeException | InterruptedException e) {
            suite.close();
            throw e;
        }
    }

    Suite suite() {
        return suite;
    }

    Api gateway() {
        return new Api(suite.addresses().gateway());
    }

    Api securityGateway() {
        return new Api(suite.addresses().securityGateway());
    }

    Api walletService() {
        return new Api(suite.addresses().walletService());
    }

    Api promoteService() {
        return new Api(suite.addresses().promoteService());
    }

    Api payoutService() {
        return new Api(suite.addresses().payoutService());
    }

    Api fraudService() {
        return new Api(suite.addresses().fraudService());
    }

    Providers providers() {
        return new Providers(suite.addresses().sandbox());
    }

    AppStore appStore() {
        return new AppStore(suite.addresses().sandbox());
    }

    /** Somebody of the demo users, freshly logged in. */
    Session login(String username) throws InterruptedException {
        return new LoginClient(suite.addresses().issuer()).login(username, DemoUsers.PASSWORD);
    }

    /** Somebody of the demo users, freshly logged in with a second factor. A code is good once in 30 s for the same person. */
    Session stepUp(String username) throws InterruptedException {
        return new LoginClient(suite.addresses().issuer()).stepUp(username, DemoUsers.PASSWORD, DemoUsers.OTP_SECRET);
    }

    /** After a crash of its database Keycloak's first logins may still meet connections that are dead. */
    void awaitLogins() throws InterruptedException {
        int inARow = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (inARow < LOGINS_THAT_TELL) {
            try {
                login("vera");
                inARow++;
            } catch (LoginRefused | UncheckedIOException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                inARow = 0;
            }
        }
    }

    /** A creator who has done nothing yet, logged in with a second factor. */
    Session freshCreator() throws InterruptedException {
        return stepUp(fresh(creators.getAndIncrement() % 2 == 0 ? "dina" : "nico"));
    }

    /** A viewer who has done nothing yet. */
    Session freshViewer() throws InterruptedException {
        return login(fresh("tess"));
    }

    /** Somebody of the crowd's second half, in turn: for gifts that may come from anybody. */
    Session supporter() throws InterruptedException {
        return login(DemoUsers.viewer(DemoUsers.CROWD - supporters.getAndIncrement() % (DemoUsers.CROWD / 2)));
    }

    /** The name of somebody who has done nothing yet, from the end on: the chain's story takes the first ones. */
    String fresh(String name) {
        int number = DemoUsers.FRESH
                - taken.computeIfAbsent(name, none -> new AtomicInteger()).getAndIncrement();
        return DemoUsers.fresh(name, number);
    }

    Books books() throws SQLException {
        try (Connection wallet = database("wallet")) {
            return Books.read(wallet, Story.CURRENCY);
        }
    }

    /** @param owner wallet, promote, payout, fraud or keycloak */
    Connection database(String owner) throws SQLException {
        return suite.addresses().database(owner, suite.folder().secrets());
    }

    /** The one number that a query in a service's database answers. */
    long number(String owner, String sql, Object... values) throws SQLException {
        try (Connection database = database(owner);
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        suite.close();
    }
}
