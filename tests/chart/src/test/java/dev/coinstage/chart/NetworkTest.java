package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network lets through the calls that exist and no other: chart and manifests together, every pair, every port. */
class NetworkTest {

    private final Objects manifests = Objects.ofManifests();
    private final Objects chart = Rendered.DEFAULTS.objects();

    @ParameterizedTest
    @EnumSource
    void exactly_the_calls_that_exist_pass(Rendered rendered) {
        Neighbourhood neighbourhood = new Neighbourhood(rendered.objects(), manifests);
        assertThat(neighbourhood.open()).isEqualTo(neighbourhood.needed(rendered == Rendered.CLUSTER));
    }

    @Test
    void who_calls_whom_is_what_the_pages_say() {
        assertThat(Neighbourhood.peers("wallet-service")).containsExactly("fraud-service");
        assertThat(Neighbourhood.peers("promote-service")).containsExactly("wallet-service", "fraud-service");
        assertThat(Neighbourhood.peers("payout-service")).containsExactly("wallet-service", "fraud-service");
        assertThat(Neighbourhood.peers("fraud-service"))
                .containsExactlyInAnyOrder("wallet-service", "promote-service", "payout-service");
    }

    @Test
    void a_call_too_many_is_found() {
        ObjectNode rule = (ObjectNode)
                chart.get("NetworkPolicy", "fraud-service").at("/spec/egress/4").deepCopy();
        ((ObjectNode) rule.at("/to/0/podSelector/matchLabels")).put("app.kubernetes.io/name", "payout-service");
        ((ObjectNode) rule.at("/ports/0")).put("port", 8103);
        ((ArrayNode) chart.get("NetworkPolicy", "promote-service").at("/spec/egress")).add(rule);
        // one end alone opens nothing
        assertThat(tooMany(chart, manifests)).isEmpty();

        ObjectNode caller = (ObjectNode) rule.at("/to/0").deepCopy();
        ((ObjectNode) caller.at("/podSelector/matchLabels")).put("app.kubernetes.io/name", "promote-service");
        ((ArrayNode) chart.get("NetworkPolicy", "payout-service").at("/spec/ingress/0/from")).add(caller);
        assertThat(tooMany(chart, manifests)).containsExactly("promote-service -> payout-service:8103");
    }

    @Test
    void a_call_too_few_is_found() {
        ((ArrayNode) chart.get("NetworkPolicy", "wallet-service").at("/spec/ingress/0/from")).remove(0);
        Neighbourhood neighbourhood = new Neighbourhood(chart, manifests);
        Set<String> missing = new TreeSet<>(neighbourhood.needed(false));
        missing.removeAll(neighbourhood.open());
        assertThat(missing).containsExactly("client-gateway -> wallet-service:8101");
    }

    @Test
    void an_empty_list_of_callers_is_found_to_be_everybody() {
        ((ObjectNode) chart.get("NetworkPolicy", "fraud-service").at("/spec/ingress/0")).putArray("from");
        assertThat(tooMany(chart, manifests))
                .contains("stranger -> fraud-service:8104", "client-gateway -> fraud-service:8104");
    }

    @Test
    void a_proxy_of_another_gateway_is_found() {
        ((ObjectNode) chart.get("NetworkPolicy", "fraud-service").at("/spec/ingress/0/from/0")).remove("podSelector");
        assertThat(tooMany(chart, manifests))
                .containsExactlyInAnyOrder(
                        "client-gateway -> fraud-service:8104", "others-gateway -> fraud-service:8104");
    }

    @Test
    void the_clusters_neighbours_and_its_metadata_are_found_when_they_are_not_excepted() {
        ObjectNode policy = chart.get("NetworkPolicy", "payout-service");
        Objects.each(policy.at("/spec/egress"))
                .filter(rule -> rule.at("/to/0").has("ipBlock"))
                .forEach(rule -> ((ObjectNode) rule.at("/to/0/ipBlock")).remove("except"));
        assertThat(tooMany(chart, manifests))
                .containsExactly("payout-service -> metadata:443", "payout-service -> neighbour:443");
    }

    @Test
    void a_database_that_anybody_reaches_and_a_missing_policy_are_found() {
        ObjectNode database = manifests.get("NetworkPolicy", "coinstage-wallet-database");
        ((ObjectNode) database.at("/spec/ingress/0/from/0/podSelector")).remove("matchExpressions");
        assertThat(tooMany(chart, manifests))
                .contains("fraud-database -> wallet-database:5432")
                .allMatch(way -> way.endsWith("-> wallet-database:5432"));

        var fewer = new ArrayList<>(chart.all());
        fewer.remove(chart.get("NetworkPolicy", "fraud-service"));
        var without = new ArrayList<>(manifests.all());
        without.remove(manifests.get("NetworkPolicy", "default-deny"));
        assertThat(tooMany(new Objects(fewer), new Objects(without)))
                .contains("fraud-service -> wallet-database:5432", "stranger -> fraud-service:8104");
    }

    private static Set<String> tooMany(Objects chart, Objects manifests) {
        Neighbourhood neighbourhood = new Neighbourhood(chart, manifests);
        Set<String> open = new TreeSet<>(neighbourhood.open());
        open.removeAll(neighbourhood.needed(false));
        return open;
    }
}
