package dev.coinstage.local.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the suite consists of, in the order in which it would be started one by one. */
final class Components {

    static final String SANDBOX = "sandbox";
    static final String WALLET = "wallet-service";
    static final String GATEWAY = "gateway";
    private static final String WALLET_DATABASE = "wallet";

    private final Checkout checkout;
    private final DataFolder folder;
    private final Ports ports;

    Components(Checkout checkout, DataFolder folder, Ports ports) {
        this.checkout = checkout;
        this.folder = folder;
        this.ports = ports;
    }

    List<Component> all() {
        return List.of(
                new Postgresql(folder, ports.of(Port.POSTGRESQL), List.of(WALLET_DATABASE, Keycloak.NAME)),
                new Keycloak(checkout, folder, ports),
                sandbox(),
                wallet(),
                gateway());
    }

    private Component sandbox() {
        Path jar = checkout.quarkusApp("platform/sandbox");
        Map<String, String> settings =
                Map.of("COINSTAGE_SANDBOX_DATA", folder.of(SANDBOX).toString());
        return new QuarkusProcess(
                SANDBOX, jar, List.of("-Xmx192m", Jvm.QUICK_START), List.of(Port.SANDBOX), ports, Set.of(), settings);
    }

    private Component wallet() {
        Path jar = checkout.quarkusApp("wallet-service");
        Map<String, String> settings = Map.of(
                "COINSTAGE_DATABASE_ADDRESS",
                "localhost:" + ports.of(Port.POSTGRESQL) + "/" + WALLET_DATABASE,
                "COINSTAGE_DATABASE_USER",
                WALLET_DATABASE,
                "COINSTAGE_DATABASE_PASSWORD",
                Databases.passwordOf(WALLET_DATABASE, folder.secrets()),
                "COINSTAGE_OIDC_ISSUER",
                Keycloak.issuer(ports),
                "COINSTAGE_OIDC_JWKS_URL",
                Keycloak.keys(ports),
                "COINSTAGE_APP_STORE_ROOTS",
                folder.of(SANDBOX).resolve("app-store-root.der").toString(),
                "COINSTAGE_APP_STORE_BUNDLE_ID",
                "dev.coinstage.app",
                "COINSTAGE_APP_STORE_ENVIRONMENT",
                "Sandbox",
                "COINSTAGE_APP_STORE_ONLINE_CHECKS",
                "false");
        // the sandbox makes its App Store's root certificate at its first start; a purchase before that would get 503
        Set<String> after = Set.of(SANDBOX);
        return new QuarkusProcess(
                WALLET, jar, List.of("-Xmx512m"), List.of(Port.WALLET_SERVICE), ports, after, settings);
    }

    private Component gateway() {
        Path jar = checkout.quarkusApp("platform/gateway");
        Map<String, String> settings = Map.of(
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(Port.GATEWAY_MANAGEMENT)),
                "COINSTAGE_GATEWAY_NAME", "client",
                "COINSTAGE_GATEWAY_ROUTES", checkout.routes().toString(),
                "COINSTAGE_GATEWAY_UPSTREAMS_WALLET_SERVICE", "http://127.0.0.1:" + ports.of(Port.WALLET_SERVICE),
                "COINSTAGE_OIDC_ISSUER", Keycloak.issuer(ports),
                "COINSTAGE_OIDC_JWKS_URL", Keycloak.keys(ports));
        List<Port> listens = List.of(Port.GATEWAY, Port.GATEWAY_MANAGEMENT);
        return new QuarkusProcess(GATEWAY, jar, List.of("-Xmx256m"), listens, ports, Set.of(), settings);
    }
}
