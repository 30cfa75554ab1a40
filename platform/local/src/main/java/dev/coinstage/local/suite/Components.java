package dev.coinstage.local.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the suite consists of, in the order in which it would be started one by one. */
final class Components {

    static final String SANDBOX = "sandbox";
    static final String WALLET = "wallet-service";
    static final String PROMOTE = "promote-service";
    static final String PAYOUT = "payout-service";
    static final String FRAUD = "fraud-service";
    static final String GATEWAY = "gateway";
    static final String SECURITY_GATEWAY = "security-gateway";

    private static final List<String> DATABASES = List.of("wallet", "promote", "payout", "fraud");

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
                new Postgresql(
                        folder,
                        ports.of(Port.POSTGRESQL),
                        Stream.concat(DATABASES.stream(), Stream.of(Keycloak.NAME))
                                .toList()),
                new Keycloak(checkout, folder, ports),
                sandbox(),
                wallet(),
                promote(),
                payout(),
                fraud(),
                gateway(GATEWAY, "client", Port.GATEWAY, Port.GATEWAY_MANAGEMENT),
                gateway(SECURITY_GATEWAY, "security", Port.SECURITY_GATEWAY, Port.SECURITY_GATEWAY_MANAGEMENT));
    }

    /** Its providers tell what happened through the gateway, as the real ones would. */
    private Component sandbox() {
        Path jar = checkout.quarkusApp("platform/sandbox");
        String gateway = "http://127.0.0.1:" + ports.of(Port.GATEWAY);
        Map<String, String> settings = Map.of(
                "COINSTAGE_SANDBOX_DATA", folder.of(SANDBOX).toString(),
                "COINSTAGE_SANDBOX_CARDS_API_KEY", secret("card-api-key"),
                "COINSTAGE_SANDBOX_CARDS_NOTICE_SECRET", secret("card-notices"),
                "COINSTAGE_SANDBOX_CARDS_NOTICE_URL", gateway + "/v1/card-provider/notices",
                "COINSTAGE_SANDBOX_PAYOUTS_API_KEY", secret("payout-api-key"),
                "COINSTAGE_SANDBOX_PAYOUTS_WEBHOOK_SECRET", secret("payout-webhooks"),
                "COINSTAGE_SANDBOX_PAYOUTS_WEBHOOK_URL", gateway + "/v1/payout-provider/webhooks");
        return new QuarkusProcess(
                SANDBOX, jar, List.of("-Xmx192m", Jvm.QUICK_START), List.of(Port.SANDBOX), ports, Set.of(), settings);
    }

    private Component wallet() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "COINSTAGE_APP_STORE_ROOTS",
                folder.of(SANDBOX).resolve("app-store-root.der").toString());
        settings.put("COINSTAGE_APP_STORE_BUNDLE_ID", "dev.coinstage.app");
        settings.put("COINSTAGE_APP_STORE_ENVIRONMENT", "Sandbox");
        settings.put("COINSTAGE_APP_STORE_ONLINE_CHECKS", "false");
        settings.put("COINSTAGE_CARD_URL", at(Port.SANDBOX) + "/card-provider");
        settings.put("COINSTAGE_CARD_API_KEY", secret("card-api-key"));
        settings.put("COINSTAGE_CARD_NOTICE_SECRET", secret("card-notices"));
        // the sandbox makes its App Store's root certificate at its first start; a purchase before that would get 503
        return service(WALLET, "wallet", Port.WALLET_SERVICE, "-Xmx512m", Set.of(SANDBOX), settings);
    }

    private Component promote() {
        Map<String, String> settings = Map.of(
                "COINSTAGE_NOTICES_SECRET", secret("impression-notices"),
                // people of a demo do not wait ten minutes for the last notice of a campaign
                "COINSTAGE_DELIVERY_NOTICE_LASTS", "5s",
                "COINSTAGE_SETTLEMENT_CAPTURE_WINDOW", "2s");
        return service(PROMOTE, "promote", Port.PROMOTE_SERVICE, "-Xmx256m", Set.of(), settings);
    }

    private Component payout() {
        Map<String, String> settings = Map.of(
                "COINSTAGE_PEERS_PAYOUT_PROVIDER_URL",
                at(Port.SANDBOX) + "/payout-provider",
                "COINSTAGE_PAYOUTS_PROVIDER_API_KEY",
                secret("payout-api-key"),
                "COINSTAGE_PAYOUTS_PROVIDER_WEBHOOK_SECRET",
                secret("payout-webhooks"),
                // what a demo's creator earns in an evening is to be enough
                "COINSTAGE_QUOTES_MINIMUM_DIAMONDS",
                "400");
        return service(PAYOUT, "payout", Port.PAYOUT_SERVICE, "-Xmx256m", Set.of(), settings);
    }

    private Component fraud() {
        return service(FRAUD, "fraud", Port.FRAUD_SERVICE, "-Xmx256m", Set.of(), Map.of());
    }

    private Component service(
            String name, String database, Port port, String memory, Set<String> after, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("COINSTAGE_DATABASE_ADDRESS", "localhost:" + ports.of(Port.POSTGRESQL) + "/" + database);
        settings.put("COINSTAGE_DATABASE_USER", database);
        settings.put("COINSTAGE_DATABASE_PASSWORD", Databases.passwordOf(database, folder.secrets()));
        settings.put("COINSTAGE_OIDC_ISSUER", Keycloak.issuer(ports));
        settings.put("COINSTAGE_OIDC_JWKS_URL", Keycloak.keys(ports));
        settings.put("COINSTAGE_OIDC_CLIENT_SECRET", secret("client-" + name));
        // a service that stops waits for the readers of its feed
        settings.put("COINSTAGE_EVENTS_POLL", "2s");
        settings.put("COINSTAGE_PEERS_WALLET_SERVICE_URL", at(Port.WALLET_SERVICE));
        settings.put("COINSTAGE_PEERS_PROMOTE_SERVICE_URL", at(Port.PROMOTE_SERVICE));
        settings.put("COINSTAGE_PEERS_PAYOUT_SERVICE_URL", at(Port.PAYOUT_SERVICE));
        settings.put("COINSTAGE_PEERS_FRAUD_SERVICE_URL", at(Port.FRAUD_SERVICE));
        return new QuarkusProcess(
                name, checkout.quarkusApp(name), List.of(memory), List.of(port), ports, after, settings);
    }

    private Component gateway(String name, String routesOf, Port port, Port management) {
        Path jar = checkout.quarkusApp("platform/gateway");
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(management)));
        settings.put("COINSTAGE_GATEWAY_NAME", routesOf);
        settings.put("COINSTAGE_GATEWAY_ROUTES", checkout.routes().toString());
        settings.put("COINSTAGE_OIDC_ISSUER", Keycloak.issuer(ports));
        settings.put("COINSTAGE_OIDC_JWKS_URL", Keycloak.keys(ports));
        Map<String, Port> services = Map.of(
                WALLET, Port.WALLET_SERVICE,
                PROMOTE, Port.PROMOTE_SERVICE,
                PAYOUT, Port.PAYOUT_SERVICE,
                FRAUD, Port.FRAUD_SERVICE);
        services.forEach((service, at) -> {
            String suffix = service.toUpperCase(Locale.ROOT).replace('-', '_');
            settings.put("COINSTAGE_GATEWAY_UPSTREAMS_" + suffix, at(at));
            settings.put(
                    "COINSTAGE_GATEWAY_OPENAPI_DOCUMENTS_" + suffix,
                    checkout.openApiDocument(service).toString());
        });
        return new QuarkusProcess(name, jar, List.of("-Xmx256m"), List.of(port, management), ports, Set.of(), settings);
    }

    private String at(Port port) {
        return "http://127.0.0.1:" + ports.of(port);
    }

    private String secret(String name) {
        return folder.secrets().of(name);
    }
}
