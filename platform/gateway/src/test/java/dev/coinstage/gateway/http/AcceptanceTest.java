package dev.coinstage.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "Application/YAML",
                "text/yaml; charset=utf-8",
                "application/vnd.oai.openapi;version=3.0",
                "application/json;q=0.5, application/yaml",
                "application/json;q=0, */*",
                "text/*"
            })
    void yaml_is_preferred(String accept) {
        assertThat(Acceptance.prefersYaml(List.of(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/*",
                "application/json",
                "application/json, application/yaml",
                "application/yaml;q=0.9, application/json",
                "application/yaml;q=0, */*",
                "text/html, */*;q=0.8",
                "text/html",
                "application/yaml;q=2, application/json"
            })
    void otherwise_json(String accept) {
        assertThat(Acceptance.prefersYaml(List.of(accept))).isFalse();
    }

    @Test
    void several_headers_are_one() {
        assertThat(Acceptance.prefersYaml(List.of("application/json;q=0.1", "text/yaml")))
                .isTrue();
        assertThat(Acceptance.prefersYaml(List.of())).isFalse();
    }
}
