package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service's page says it takes, and what its pods are given. */
class SettingsTest {

    static final List<String> SERVICES =
            List.of("wallet-service", "promote-service", "payout-service", "fraud-service");

    private static List<String> flaws(Objects objects) {
        return SERVICES.stream()
                .flatMap(service -> Stream.of(
                                objects.get("Deployment", service), objects.get("Job", service + "-migration"))
                        .flatMap(workload -> Settings.of(service).flaws(workload).stream()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void each_pod_has_what_its_service_demands_and_nothing_that_no_page_documents(Rendered rendered) {
        assertThat(flaws(rendered.objects())).isEmpty();
    }

    @Test
    void the_pages_are_read_as_people_read_them() {
        assertThat(Settings.of("payout-service").required())
                .contains(
                        "coinstage.database.address",
                        "coinstage.database.password",
                        "coinstage.peers.wallet-service.url",
                        "coinstage.peers.fraud-service.url",
                        "coinstage.peers.payout-provider.url",
                        "coinstage.payouts.provider.webhook-secret",
                        "coinstage.oidc.jwks-url");
        assertThat(Settings.of("fraud-service").required())
                .contains("coinstage.peers.payout-service.url", "coinstage.peers.promote-service.url");
        assertThat(Settings.of("promote-service").required())
                .contains("coinstage.notices.secret")
                .doesNotContain("coinstage.notices.previous-secret");
        assertThat(Settings.of("payout-service").cover("COINSTAGE_QUOTES_CURRENCIES_CHF_RATE_MICROS"))
                .isTrue();
    }

    @Test
    void pods_wait_for_migrations_and_jobs_make_them() {
        Objects objects = Rendered.DEFAULTS.objects();
        for (String service : SERVICES) {
            assertThat(Settings.environment(objects.get("Deployment", service)))
                    .containsEntry("COINSTAGE_MIGRATIONS_MODE", "ELSEWHERE");
            assertThat(Settings.environment(objects.get("Job", service + "-migration")))
                    .containsEntry("COINSTAGE_MIGRATIONS_MODE", "ONLY");
        }
    }

    @Test
    void a_missing_and_a_misspelt_setting_are_found() {
        Objects spoiled = Rendered.DEFAULTS.objects();
        ArrayNode environment =
                (ArrayNode) spoiled.get("Deployment", "payout-service").at("/spec/template/spec/containers/0/env");
        for (var variable : environment) {
            if (variable.get("name").asText().equals("COINSTAGE_PEERS_PAYOUT_PROVIDER_URL")) {
                ((ObjectNode) variable).put("name", "COINSTAGE_PEERS_PAYOUTS_PROVIDER_URL");
            }
        }
        assertThat(flaws(spoiled))
                .containsExactly(
                        "Deployment payout-service: coinstage.peers.payout-provider.url has no default and is not set",
                        "Deployment payout-service: no page documents COINSTAGE_PEERS_PAYOUTS_PROVIDER_URL");
    }
}
