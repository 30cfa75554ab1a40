package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A cluster with the suite in it and strangers around it: who reaches whom, and who is to. */
final class Neighbourhood {

    private static final String OWN = "coinstage";
    private static final String GATEWAYS = "envoy-gateway-system";
    private static final String OWNING = "gateway.envoyproxy.io/owning-gateway-";
    private static final List<String> DATABASES = List.of("wallet", "promote", "payout", "fraud", "keycloak");
    private static final List<Integer> PORTS =
            List.of(53, 80, 443, 5432, 6379, 7800, 8000, 8080, 8101, 8102, 8103, 8104, 9000, 9187, 57800);
    /** Stores, card and payout providers, and Apple's revocation lists; no page could tell ports. */
    private static final Map<String, List<Integer>> OUTSIDE =
            Map.of("wallet-service", List.of(443, 80), "payout-service", List.of(443));

    private final Objects chart;
    private final NetworkPolicies policies;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    Neighbourhood(Objects chart, Objects manifests) {
        this.chart = chart;
        this.policies = new NetworkPolicies(
                Stream.concat(chart.of("NetworkPolicy").stream(), manifests.of("NetworkPolicy").stream())
                        .toList(),
                OWN);
        Stream.concat(chart.of("Deployment").stream(), chart.of("Job").stream())
                .forEach(workload -> pod(Objects.name(workload), OWN, labels(workload)));
        DATABASES.forEach(name -> pod(name + "-database", OWN, Map.of("cnpg.io/cluster", "coinstage-" + name)));
        pod("keycloak", OWN, Map.of("app", "keycloak", "app.kubernetes.io/instance", "coinstage-keycloak"));
        pod("realm-import", OWN, Map.of("app", "keycloak-realm-import"));
        pod("stranger-inside", OWN, Map.of("app", "shell"));
        for (String gateway : List.of("client", "security")) {
            pod(gateway + "-gateway", GATEWAYS, proxy("coinstage-" + gateway, OWN));
        }
        pod("others-gateway", GATEWAYS, proxy("coinstage-client", "others"));
        pod("dns", "kube-system", Map.of("k8s-app", "kube-dns"));
        pod("operator", "cnpg-system", Map.of());
        pod("prometheus", "monitoring", Map.of());
        pod("stranger", "others", Map.of("app.kubernetes.io/name", "wallet-service"));
        machine("internet", "17.253.144.10");
        machine("neighbour", "10.20.30.40");
        machine("metadata", "169.254.169.254");
    }

    /** Each way that is open, as {@code from -> to:port}. What receives outside of the namespace is not ours to shut. */
    Set<String> open() {
        Set<String> open = new TreeSet<>();
        for (Endpoint from : endpoints.values()) {
            for (Endpoint to : endpoints.values()) {
                boolean ours = from.namespace().equals(OWN) || to.namespace().equals(OWN);
                boolean database =
                        from.name().endsWith("-database") && !to.namespace().equals(OWN);
                if (from.isPod() && ours && !database) {
                    PORTS.stream()
                            .filter(port -> policies.let(from, to, port))
                            .forEach(port -> open.add(way(from.name(), to.name(), port)));
                }
            }
        }
        return open;
    }

    /** What the route table, the services' pages and the architecture call for. */
    Set<String> needed(boolean monitored) {
        Set<String> needed = new TreeSet<>();
        Route.table()
                .forEach(
                        route -> needed.add(way(route.gateway() + "-gateway", route.service(), port(route.service()))));
        for (String service : SettingsTest.SERVICES) {
            String database = service.replace("-service", "-database");
            for (String peer : peers(service)) {
                needed.add(way(service, peer, port(peer)));
            }
            for (String pod : List.of(service, service + "-migration")) {
                needed.add(way(pod, "dns", 53));
                needed.add(way(pod, database, 5432));
            }
            needed.add(way(service, "keycloak", 8080));
            OUTSIDE.getOrDefault(service, List.of()).forEach(port -> needed.add(way(service, "internet", port)));
            if (monitored) {
                needed.add(way("prometheus", service, port(service)));
            }
        }
        needed.addAll(ofDatabases());
        needed.addAll(ofKeycloak());
        return needed;
    }

    /** The peers whose address a service's page lists among its settings. */
    static List<String> peers(String service) {
        List<String> peers = new ArrayList<>();
        for (String setting : Settings.of(service).all()) {
            if (setting.matches("coinstage\\.peers\\.[a-z]+-service\\.url")) {
                peers.add(setting.split("\\.")[2]);
            }
        }
        return peers;
    }

    private static Set<String> ofDatabases() {
        Set<String> needed = new TreeSet<>();
        for (String name : DATABASES) {
            String database = name + "-database";
            for (String from : List.of(database, "operator")) {
                needed.add(way(from, database, 5432));
                needed.add(way(from, database, 8000));
            }
            needed.add(way("prometheus", database, 9187));
        }
        return needed;
    }

    private static Set<String> ofKeycloak() {
        Set<String> needed = new TreeSet<>();
        for (String pod : List.of("keycloak", "realm-import")) {
            needed.add(way(pod, "dns", 53));
            needed.add(way(pod, "keycloak-database", 5432));
        }
        for (String proxy : List.of("client-gateway", "security-gateway", "others-gateway")) {
            needed.add(way(proxy, "keycloak", 8080));
        }
        needed.add(way("keycloak", "keycloak", 7800));
        needed.add(way("keycloak", "keycloak", 57800));
        needed.add(way("prometheus", "keycloak", 9000));
        return needed;
    }

    private int port(String service) {
        return chart.get("Service", service).at("/spec/ports/0/port").asInt();
    }

    private void pod(String name, String namespace, Map<String, String> labels) {
        endpoints.put(name, Endpoint.pod(name, namespace, labels));
    }

    private void machine(String name, String address) {
        endpoints.put(name, Endpoint.machine(name, address));
    }

    private static Map<String, String> labels(JsonNode workload) {
        Map<String, String> labels = new LinkedHashMap<>();
        workload.at("/spec/template/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static Map<String, String> proxy(String gateway, String namespace) {
        return Map.of(OWNING + "name", gateway, OWNING + "namespace", namespace);
    }

    static String way(String from, String to, int port) {
        return from + " -> " + to + ":" + port;
    }
}
