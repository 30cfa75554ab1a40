package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/** What a cluster's network lets through under its policies, as Kubernetes defines them: for TCP, and UDP where DNS needs it. */
final class NetworkPolicies {

    private final List<JsonNode> policies;
    private final String namespaceOfRelease;

    NetworkPolicies(List<? extends JsonNode> policies, String namespaceOfRelease) {
        this.policies = List.copyOf(policies);
        this.namespaceOfRelease = namespaceOfRelease;
    }

    boolean let(Endpoint from, Endpoint to, int port) {
        return passes(from, to, port, "Egress", "egress", "to") && passes(to, from, port, "Ingress", "ingress", "from");
    }

    private boolean passes(Endpoint subject, Endpoint peer, int port, String type, String rules, String peers) {
        if (!subject.isPod()) {
            return true;
        }
        List<JsonNode> selecting = policies.stream()
                .filter(policy -> policy.at("/metadata/namespace")
                        .asText(namespaceOfRelease)
                        .equals(subject.namespace()))
                .filter(policy -> Objects.texts(policy.at("/spec/policyTypes")).contains(type))
                .filter(policy -> selects(policy.at("/spec/podSelector"), subject))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> Objects.each(policy.at("/spec/" + rules)))
                        .anyMatch(rule ->
                                ports(rule.path("ports"), port) && peers(rule.path(peers), subject.namespace(), peer));
    }

    private static boolean ports(JsonNode ports, int port) {
        return ports.isEmpty()
                || Objects.each(ports)
                        .anyMatch(
                                entry -> !entry.has("port") || entry.get("port").asInt() == port);
    }

    /** None named means everybody: the most dangerous of empty lists. */
    private static boolean peers(JsonNode peers, String own, Endpoint peer) {
        return peers.isEmpty() || Objects.each(peers).anyMatch(entry -> matches(entry, own, peer));
    }

    private static boolean matches(JsonNode entry, String own, Endpoint peer) {
        if (entry.has("ipBlock")) {
            return !peer.isPod()
                    && contains(entry.at("/ipBlock/cidr").asText(), peer.address())
                    && Objects.texts(entry.at("/ipBlock/except")).stream()
                            .noneMatch(except -> contains(except, peer.address()));
        }
        JsonNode namespaces = entry.path("namespaceSelector");
        boolean inNamespace = namespaces.isMissingNode()
                ? peer.namespace().equals(own)
                : namespaces
                        .at("/matchLabels/kubernetes.io~1metadata.name")
                        .asText(peer.namespace())
                        .equals(peer.namespace());
        return peer.isPod() && inNamespace && (!entry.has("podSelector") || selects(entry.get("podSelector"), peer));
    }

    private static boolean selects(JsonNode selector, Endpoint pod) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label ->
                                label.getValue().asText().equals(pod.labels().get(label.getKey())))
                && Objects.each(selector.path("matchExpressions"))
                        .allMatch(expression ->
                                expression.get("operator").asText().equals("In")
                                        && Objects.texts(expression.get("values"))
                                                .contains(String.valueOf(pod.labels()
                                                        .get(expression
                                                                .get("key")
                                                                .asText()))));
    }

    private static boolean contains(String range, String address) {
        String[] parts = range.split("/");
        int bits = Integer.parseInt(parts[1]);
        long mask = bits == 0 ? 0 : -1L << (32 - bits) & 0xFFFFFFFFL;
        return (number(parts[0]) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        try {
            return Integer.toUnsignedLong(
                    ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt());
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(notAnAddress);
        }
    }
}
