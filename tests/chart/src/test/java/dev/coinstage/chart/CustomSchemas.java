package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas of custom resources as their makers publish them, with their rules, made strict: what a schema does not name is
 * refused, where a cluster would drop it without a word.
 */
final class CustomSchemas {

    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

    private final Map<String, JsonSchema> byKind = new HashMap<>();
    private final Map<String, JsonNode> definitions = new HashMap<>();
    private final AdmissionRules rules = new AdmissionRules();

    /** Where the definitions lie, if they are on this machine: they are other people's and no part of the project. */
    static Optional<Path> folder() {
        return Optional.of(Path.of(System.getProperty("coinstage.data"), "k8s/crds"))
                .filter(Files::isDirectory);
    }

    CustomSchemas(Path folder) throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V7);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                JsonNode definition = Objects.YAML.readTree(Files.readString(file));
                String group = definition.at("/spec/group").asText();
                String kind = definition.at("/spec/names/kind").asText();
                for (JsonNode version : definition.at("/spec/versions")) {
                    JsonNode schema = version.at("/schema/openAPIV3Schema");
                    close(schema, true);
                    String key = group + "/" + version.get("name").asText() + "/" + kind;
                    byKind.put(key, factory.getSchema(schema));
                    definitions.put(key, schema);
                }
            }
        }
    }

    List<String> flaws(JsonNode object) {
        JsonSchema schema = byKind.get(key(object));
        if (schema == null) {
            return List.of(Objects.title(object) + ": no definition of " + key(object));
        }
        List<String> flaws = schema.validate(object).stream()
                .map(ValidationMessage::getMessage)
                .toList();
        // as in a cluster, rules are for what has the right shape
        List<String> all = flaws.isEmpty() ? rules.flaws(definitions.get(key(object)), object) : flaws;
        return all.stream().map(flaw -> Objects.title(object) + ": " + flaw).toList();
    }

    private static String key(JsonNode object) {
        return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    }

    /** Structural schemas name every field under properties, items and additionalProperties, never within anyOf and the like. */
    private static void close(JsonNode schema, boolean root) {
        if (!(schema instanceof ObjectNode object) || object.path(OPEN).asBoolean()) {
            return;
        }
        JsonNode properties = object.path("properties");
        properties.forEach(property -> close(property, false));
        close(object.path("items"), false);
        close(object.path("additionalProperties"), false);
        if (properties.isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        if (root) {
            // Kubernetes' own part, which definitions leave open
            ((ObjectNode) properties).putObject("metadata").put("type", "object");
        }
    }
}
