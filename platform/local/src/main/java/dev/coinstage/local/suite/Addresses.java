package dev.coinstage.local.suite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a suite's parts are reached. */
public record Addresses(Ports ports) {

    /** The client gateway, the only door for apps. */
    public String gateway() {
        return "http://127.0.0.1:" + ports.of(Port.GATEWAY);
    }

    /** The security team's gateway. */
    public String securityGateway() {
        return "http://127.0.0.1:" + ports.of(Port.SECURITY_GATEWAY);
    }

    public String walletService() {
        return "http://127.0.0.1:" + ports.of(Port.WALLET_SERVICE);
    }

    public String promoteService() {
        return "http://127.0.0.1:" + ports.of(Port.PROMOTE_SERVICE);
    }

    public String payoutService() {
        return "http://127.0.0.1:" + ports.of(Port.PAYOUT_SERVICE);
    }

    public String fraudService() {
        return "http://127.0.0.1:" + ports.of(Port.FRAUD_SERVICE);
    }

    public String sandbox() {
        return "http://127.0.0.1:" + ports.of(Port.SANDBOX);
    }

    public String keycloak() {
        return "http://localhost:" + ports.of(Port.KEYCLOAK);
    }

    public String issuer() {
        return Keycloak.issuer(ports);
    }

    public String postgresql() {
        return "127.0.0.1:" + ports.of(Port.POSTGRESQL);
    }

    /**
     * Opens a service's own database, in its role.
     *
     * @param owner {@code wallet}, {@code promote}, {@code payout}, {@code fraud} or {@code keycloak}
     */
    public Connection database(String owner, Secrets secrets) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", owner);
        properties.setProperty("password", Databases.passwordOf(owner, secrets));
        return DriverManager.getConnection("jdbc:postgresql://" + postgresql() + "/" + owner, properties);
    }
}
