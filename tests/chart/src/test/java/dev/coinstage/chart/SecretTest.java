package dev.coinstage.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets are named, never written. */
class SecretTest {

    private static final Pattern SECRET =
            Pattern.compile("(?i)(secret|password|passwd|api_?key|private_?key|credential)s?$");
    private static final Pattern KEY_MATERIAL =
            Pattern.compile("-----BEGIN|sk_live|whsec_|AKIA[0-9A-Z]{16}|eyJhbGciOi");

    private static List<String> flaws(Objects objects) {
        List<String> flaws = new ArrayList<>();
        objects.of("Secret").forEach(secret -> flaws.add(Objects.title(secret) + " holds its values"));
        for (JsonNode object : objects.all()) {
            object.findValues("env").stream().flatMap(Objects::each).forEach(variable -> {
                String name = variable.path("name").asText();
                if (SECRET.matcher(name).find() && !variable.at("/valueFrom").has("secretKeyRef")) {
                    flaws.add(Objects.title(object) + " writes " + name);
                }
            });
            if (KEY_MATERIAL.matcher(object.toString()).find()) {
                flaws.add(Objects.title(object) + " holds key material");
            }
        }
        return flaws;
    }

    @ParameterizedTest
    @EnumSource
    void no_object_of_the_chart_holds_a_secret(Rendered rendered) {
        assertThat(flaws(rendered.objects())).isEmpty();
    }

    @Test
    void no_manifest_holds_a_secret() {
        assertThat(flaws(Objects.ofManifests())).isEmpty();
    }

    @Test
    void written_secrets_are_found() {
        Objects spoiled = Rendered.DEFAULTS.objects();
        ObjectNode wallet = spoiled.get("Deployment", "wallet-service");
        for (JsonNode variable : wallet.at("/spec/template/spec/containers/0/env")) {
            if (variable.get("name").asText().equals("COINSTAGE_DATABASE_PASSWORD")) {
                ((ObjectNode) variable).put("value", "wallet").remove("valueFrom");
            }
        }
        ((ArrayNode) spoiled.get("Deployment", "fraud-service").at("/spec/template/spec/containers/0/env"))
                .addObject()
                .put("name", "COINSTAGE_TOKEN")
                .put("value", "eyJhbGciOiJSUzI1NiJ9");
        var more = new ArrayList<>(spoiled.all());
        more.addAll(Objects.parse("kind: Secret\nmetadata: {name: keys}\nstringData: {a: b}\n")
                .all());
        assertThat(flaws(new Objects(more)))
                .containsExactlyInAnyOrder(
                        "Secret keys holds its values",
                        "Deployment wallet-service writes COINSTAGE_DATABASE_PASSWORD",
                        "Deployment fraud-service holds key material");
    }

    @Test
    void helm_tells_which_secrets_must_be_there() {
        var secrets = new TreeSet<String>();
        Objects objects = Rendered.DEFAULTS.objects();
        objects.podTemplates()
                .forEach(pod -> pod.findValues("secretKeyRef")
                        .forEach(reference -> secrets.add(reference.get("name").asText())));
        objects.of("Gateway")
                .forEach(gateway -> gateway.findValues("certificateRefs")
                        .forEach(references ->
                                secrets.add(references.at("/0/name").asText())));
        assertThat(secrets).hasSize(13);
        String notes = new Helm(Checkout.file("helm/coinstage"))
                .install()
                .withName("coinstage")
                .withNamespace("coinstage")
                .withKubeVersion("1.34.0")
                .clientOnly()
                .dryRun()
                .call()
                .getOutput();
        assertThat(notes).contains(secrets);
    }
}
