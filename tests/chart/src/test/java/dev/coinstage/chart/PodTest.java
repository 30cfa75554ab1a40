package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods are restricted, sized and probed, and chosen by what never changes. */
class PodTest {

    @ParameterizedTest
    @EnumSource
    void every_pod_is_restricted_and_chosen_by_its_own_service_alone(Rendered rendered) {
        assertThat(rendered.objects().podTemplates()).hasSize(8);
        assertThat(PodChecks.flaws(rendered.objects())).isEmpty();
    }

    @Test
    void no_account_brings_a_token() {
        assertThat(Rendered.DEFAULTS.objects().of("ServiceAccount"))
                .hasSize(8)
                .allMatch(
                        account -> account.path("automountServiceAccountToken").isBoolean()
                                && !account.path("automountServiceAccountToken").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec/template/spec/securityContext | runAsNonRoot | false | may run as root",
                "/spec/template/spec/securityContext/seccompProfile | type | Unconfined | has no seccomp profile",
                "/spec/template/spec | automountServiceAccountToken | true | gets a token of the cluster",
                "/spec/template/spec | hostNetwork | true | shares its machine's hostNetwork",
                "/spec/template/spec/containers/0/securityContext | allowPrivilegeEscalation | true | may gain privileges",
                "/spec/template/spec/containers/0/securityContext | privileged | true | is privileged",
                "/spec/template/spec/containers/0/securityContext | readOnlyRootFilesystem | false | may write its root",
                "/spec/template/spec/containers/0/volumeMounts/0 | mountPath | /var | has nowhere to write",
                "/spec/template/spec/containers/0 | image | coinstage/wallet-service | has no version of its image",
                "/spec/template/spec/containers/0/ports/0 | containerPort | 8080 | listens elsewhere than its port says",
                "/spec/template/spec/containers/0/readinessProbe/httpGet | path | /q/health | has no readiness probe",
                "/spec | replicas | 2 | undoes its autoscaler",
            })
    void one_spoilt_field_is_found(String place, String field, String value, String flaw) {
        Objects objects = Rendered.DEFAULTS.objects();
        ObjectNode parent =
                (ObjectNode) objects.get("Deployment", "wallet-service").at(place);
        if (value.equals("true") || value.equals("false")) {
            parent.put(field, Boolean.parseBoolean(value));
        } else {
            parent.put(field, value);
        }
        assertThat(PodChecks.flaws(objects)).containsExactly("Deployment wallet-service " + flaw);
    }

    @Test
    void a_version_in_a_selector_is_found() {
        Objects objects = Rendered.DEFAULTS.objects();
        ((ObjectNode) objects.get("Deployment", "fraud-service").at("/spec/selector/matchLabels"))
                .put("app.kubernetes.io/version", "0.1.0");
        assertThat(PodChecks.flaws(objects))
                .containsExactly("Deployment fraud-service selects by what changes: [app.kubernetes.io/instance, "
                        + "app.kubernetes.io/name, app.kubernetes.io/version]");
    }

    @Test
    void a_capability_kept_and_a_service_that_chooses_migrations_are_found() {
        Objects objects = Rendered.DEFAULTS.objects();
        ObjectNode job = objects.get("Job", "wallet-service-migration");
        ((ObjectNode) job.at("/spec/template/spec/containers/0/securityContext/capabilities"))
                .set("add", job.arrayNode().add("NET_RAW"));
        ((ObjectNode) job.at("/spec/template/metadata/labels")).put("app.kubernetes.io/name", "wallet-service");
        assertThat(PodChecks.flaws(objects))
                .containsExactly(
                        "Job wallet-service-migration keeps capabilities",
                        "Service wallet-service chooses [Deployment wallet-service, Job wallet-service-migration]",
                        "PodDisruptionBudget wallet-service chooses [Deployment wallet-service, Job wallet-service-migration]");
        assertThat(((ArrayNode) job.at("/spec/template/spec/containers"))).hasSize(1);
    }
}
