package dev.coinstage.system;

import dev.coinstage.local.books.Books;
import dev.coinstage.local.login.LoginClient;
import dev.coinstage.local.login.Session;
import dev.coinstage.local.story.Api;
import dev.coinstage.local.story.AppStore;
import dev.coinstage.local.story.Story;
import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import dev.coinstage.local.suite.DemoUsers;
import dev.coinstage.local.suite.Ports;
import dev.coinstage.local.suite.Suite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One running suite, shared by all tests of the module: real processes on free ports, with a data folder of their own. */
final class World implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Suite suite;

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

    Api walletService() {
        return new Api(suite.addresses().walletService());
    }

    AppStore appStore() {
        return new AppStore(suite.addresses().sandbox());
    }

    /** Somebody of the demo users, freshly logged in. */
    Session login(String username) throws InterruptedException {
        return new LoginClient(suite.addresses().issuer()).login(username, DemoUsers.PASSWORD);
    }

    Books books() throws SQLException {
        try (Connection wallet =
                suite.addresses().database("wallet", suite.folder().secrets())) {
            return Books.read(wallet, Story.CURRENCY);
        }
    }

    Connection keycloakDatabase() throws SQLException {
        return suite.addresses().database("keycloak", suite.folder().secrets());
    }

    @Override
    public void close() {
        suite.close();
    }
}
