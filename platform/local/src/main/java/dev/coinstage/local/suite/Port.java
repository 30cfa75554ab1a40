package dev.coinstage.local.suite;

/** Everything in the suite that listens, with the port it has when nobody chooses another. */
public enum Port {
    GATEWAY("gateway", 8080),
    GATEWAY_MANAGEMENT("gateway (metrics)", 8082),
    SECURITY_GATEWAY("security-gateway", 8083),
    SECURITY_GATEWAY_MANAGEMENT("security-gateway (metrics)", 8084),
    KEYCLOAK("keycloak", 8081),
    KEYCLOAK_MANAGEMENT("keycloak (management)", 8091),
    SANDBOX("sandbox", 8090),
    WALLET_SERVICE("wallet-service", 8101),
    PROMOTE_SERVICE("promote-service", 8102),
    PAYOUT_SERVICE("payout-service", 8103),
    FRAUD_SERVICE("fraud-service", 8104),
    POSTGRESQL("postgresql", 5442);

    private final String owner;
    private final int usual;

    Port(String owner, int usual) {
        this.owner = owner;
        this.usual = usual;
    }

    /** Who listens, as people call it. */
    public String owner() {
        return owner;
    }

    public int usual() {
        return usual;
    }

    /** The environment variable that moves this one port. */
    public String variable() {
        return "COINSTAGE_" + name() + "_PORT";
    }
}
