package dev.coinstage.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Kubernetes objects as they were written, in order. May be changed by a test that spoils them. */
record Objects(List<ObjectNode> all) {

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Objects parse(String documents) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
            List<ObjectNode> all = new ArrayList<>();
            values.forEachRemaining(document -> {
                if (document instanceof ObjectNode object) {
                    all.add(object);
                }
            });
            return new Objects(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All objects of the manifests in {@code k8s}, without what tools read there. */
    static Objects ofManifests() {
        try (Stream<Path> files = Files.walk(Checkout.file("k8s"))) {
            List<ObjectNode> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                parse(Files.readString(file)).all().stream()
                        .filter(object -> object.has("kind")
                                && !object.get("kind").asText().equals("Kustomization"))
                        .forEach(all::add);
            }
            return new Objects(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<ObjectNode> of(String kind) {
        return all.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    Optional<ObjectNode> find(String kind, String name) {
        return of(kind).stream().filter(object -> name(object).equals(name)).findFirst();
    }

    ObjectNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> texts(JsonNode array) {
        return each(array).map(JsonNode::asText).toList();
    }

    /** The pod templates of everything that runs pods. */
    List<JsonNode> podTemplates() {
        return all.stream()
                .filter(object -> object.at("/spec/template/spec/containers").isArray())
                .map(object -> object.at("/spec/template"))
                .toList();
    }
}
