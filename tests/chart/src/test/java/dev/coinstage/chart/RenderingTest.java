package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Helm says to the chart, and what the chart refuses to render. */
class RenderingTest {

    @TempDir
    Path folder;

    private ChartCopy chart;

    @BeforeEach
    void aCopy() {
        chart = ChartCopy.in(folder.resolve("coinstage"));
    }

    @Test
    void helm_finds_nothing_to_blame() {
        var lint = new Helm(Checkout.file("helm/coinstage")).lint().strict().call();
        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
        assertThat(lint.getMessages()).allMatch(message -> message.contains("icon is recommended"));
    }

    @Test
    void helm_would_find_a_chart_without_a_version() {
        chart.with("Chart.yaml", text -> text.replace("version: 0.1.0\n", ""));
        assertThat(new Helm(folder.resolve("coinstage")).lint().strict().call().isFailed())
                .isTrue();
    }

    @Test
    void the_release_of_chart_and_application_is_the_projects() {
        var chartFile =
                Objects.parse(Checkout.text("helm/coinstage/Chart.yaml")).all().get(0);
        assertThat(Checkout.text("pom.xml"))
                .contains("<version>" + chartFile.get("appVersion").asText() + "-SNAPSHOT</version>");
    }

    @Test
    void each_kind_is_there_as_often_as_services_gateways_and_routes_ask() {
        Objects objects = Rendered.CLUSTER.objects();
        int routes = Route.table().size();
        Map<String, Integer> expected = Map.ofEntries(
                Map.entry("Deployment", 4),
                Map.entry("Service", 4),
                Map.entry("PodDisruptionBudget", 4),
                Map.entry("HorizontalPodAutoscaler", 4),
                Map.entry("ServiceMonitor", 4),
                Map.entry("Job", 4),
                Map.entry("ServiceAccount", 8),
                Map.entry("NetworkPolicy", 8),
                Map.entry("Gateway", 2),
                Map.entry("ClientTrafficPolicy", 2),
                Map.entry("HTTPRoute", routes),
                Map.entry("SecurityPolicy", routes + 2),
                Map.entry("BackendTrafficPolicy", routes));
        expected.forEach((kind, count) -> assertThat(objects.of(kind)).as(kind).hasSize(count));
        assertThat(objects.all())
                .hasSize(expected.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void migrations_run_before_anything_of_the_release_is_changed() {
        assertThat(Checkout.text("helm/coinstage/templates/migrations.yaml").lines())
                .filteredOn(line -> line.contains("helm.sh/hook:"))
                .hasSize(3)
                .allMatch(line -> line.strip().equals("helm.sh/hook: pre-install,pre-upgrade"));
        Objects objects = Rendered.DEFAULTS.objects();
        assertThat(objects.of("Job")).allSatisfy(job -> {
            // what the job needs has a smaller weight, so it is there before
            assertThat(job.at("/metadata/annotations/helm.sh~1hook-weight").asText())
                    .isEqualTo("0");
            for (String kind : new String[] {"ServiceAccount", "NetworkPolicy"}) {
                assertThat(objects.get(kind, Objects.name(job))
                                .at("/metadata/annotations/helm.sh~1hook-weight")
                                .asText())
                        .isEqualTo("-10");
            }
        });
    }

    /** Each is one change of a sound table, as a hurried hand would make it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roles: [viewer, creator] | roles: [] | roles must not be empty",
                "'    roles: [viewer, creator]\n' | '' | roles is missing",
                "roles: [viewer, creator] | roles: [viewr] | roles has an unknown value: viewr",
                "roles: [viewer, creator] | roles: [public, viewer] | role public must stand alone",
                "path: /v1/coin-packages | path: /internal/v1/postings | path must be public",
                "path: /v1/coin-packages | path: /events | path must be public",
                "path: /v1/coin-packages | path: /q/metrics | path must be public",
                "path: /v1/coin-packages | path: /v1/../internal | path must be public",
                "path: /v1/coin-packages | path: /v1/gifts | GET /v1/gifts of gateway client is there twice",
                "name: coin-packages | name: gift-catalogue | name gift-catalogue is there twice",
                "service: wallet-service | service: walet-service | service is none of this chart: walet-service",
                "methods: [GET] | methods: [GET, TRACE] | methods has an unknown value: TRACE",
                "timeout: 5s | timeout: 0s | timeout must be more than 0",
                "streaming: false | streaming: true | timeout of a streaming route must be 0s",
                "period: 1m | period: 5m | limit's period must be",
                "requests: 120 | requests: 0 | limit needs at least 1 request",
                "gateway: client | gateway: public | gateway must be client or security",
                "maxBody: 0 | maxBodies: 0 | maxBody is missing",
            })
    void a_flawed_route_table_is_not_rendered(String sound, String flawed, String complaint) {
        chart.with("routes.yaml", text -> {
            assertThat(text).contains(sound);
            return text.replaceFirst(
                    java.util.regex.Pattern.quote(sound), java.util.regex.Matcher.quoteReplacement(flawed));
        });
        assertThatThrownBy(chart::rendered).hasMessageContaining("routes.yaml").hasMessageContaining(complaint);
    }

    @Test
    void a_streaming_route_is_never_timed_out() {
        chart.with(
                "routes.yaml",
                text -> text.replaceFirst("timeout: 5s\n    maxBody: 0", "timeout: 0s\n    maxBody: 0")
                        .replaceFirst("streaming: false", "streaming: true"));
        Objects objects = chart.rendered();
        assertThat(objects.get("HTTPRoute", "coin-packages")
                        .at("/spec/rules/0/timeouts/request")
                        .asText())
                .isEqualTo("0s");
        var timeouts = objects.get("BackendTrafficPolicy", "coin-packages").at("/spec/timeout/http");
        assertThat(timeouts.get("requestTimeout").asText()).isEqualTo("0s");
        assertThat(timeouts.get("streamIdleTimeout").asText()).isEqualTo("0s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{gatways: {className: x}} | gatways",
                "{services: {wallet-service: {replica: {min: 3}}}} | replica",
                "{services: {wallet-service: {port: http}}} | port",
                "{services: {wallet-service: {settings: {COINSTAGE_CARD_API_KEY: sk_live}}}} | COINSTAGE_CARD_API_KEY",
                "{services: {wallet-service: {settings: {COINSTAGE_DATABASE_PASSWORD: x}}}} | COINSTAGE_DATABASE_PASSWORD",
                "{services: {wallet-service: {settings: {COINSTAGE_MIGRATIONS_MODE: AT_START}}}} | is set by the chart",
                "{services: {wallet-service: {calls: [bank-service]}}} | which is no service of this chart",
                "{gateways: {client: {corsOrigins: ['*']}}} | corsOrigins",
            })
    void wrong_values_are_refused(String values, String complaint) {
        assertThatThrownBy(() -> chart.renderedWith(values)).hasMessageContaining(complaint);
    }

    @Test
    void numbers_reach_the_environment_as_they_were_written() {
        assertThat(Settings.environment(Rendered.CLUSTER.objects().get("Deployment", "wallet-service")))
                .containsEntry("COINSTAGE_APP_STORE_APP_APPLE_ID", "1234567890")
                .containsEntry("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "24");
    }
}
