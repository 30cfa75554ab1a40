package dev.coinstage.local.suite;

/** Everything in the suite that listens, with the port it has when nobody chooses another. */
public enum Port {
    GATEWAY("gateway", 8080),
    GATEWAY_MANAGEMENT("gateway (metrics)", 8082),
    KEYCLOAK("keycloak", 8081),
    KEYCLOAK_MANAGEMENT("keycloak (management)", 8091),
    SANDBOX("sandbox", 8090),
    WALLET_SERVICE("wallet-service", 8101),
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
