package dev.coinstage.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** Holds a service's committed OpenAPI document to what the service really offers, and to what it once promised. */
public final class OpenApiDocuments {

    /** With {@code -Dcoinstage.openapi.update=true} the committed document is rewritten instead of compared. */
    public static final String UPDATE_PROPERTY = "coinstage.openapi.update";

    private static final int MOST_DIFFERENCES_TOLD = 30;
    private static final YAMLMapper YAML = new YAMLMapper();

    private OpenApiDocuments() {}

    /**
     * Fails unless the running document says what the committed one says. Order of members, style and comments do not
     * count, and neither does {@code servers}, which names the test's port.
     *
     * @param running what the service answers at {@code /q/openapi}, YAML or JSON
     */
    public static void assertCommitted(Path committed, String running) {
        if (Boolean.getBoolean(UPDATE_PROPERTY)) {
            write(committed, running);
            return;
        }
        var differences = new ArrayList<String>();
        collect("", withoutServers(tree(read(committed))), withoutServers(tree(running)), differences);
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "%s is not what the service offers (run the test with -D%s=true to rewrite it):%n%s"
                            .formatted(committed, UPDATE_PROPERTY, told(differences)));
        }
    }

    /**
     * Fails if the current document breaks a client of the released one: an operation, a response member or a value
     * that is gone, a request member that is newly demanded.
     *
     * @param released the document of the last release
     */
    public static void assertCompatible(Path released, Path current) {
        var change = OpenApiCompare.fromContents(read(released), read(current));
        if (change.isIncompatible()) {
            throw new AssertionError(
                    "%s breaks clients of %s:%n%s".formatted(current, released, new MarkdownRender().render(change)));
        }
    }

    static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the OpenAPI document " + document, e);
        }
    }

    static JsonNode tree(String document) {
        try {
            return YAML.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the OpenAPI document is neither YAML nor JSON", e);
        }
    }

    private static void write(Path committed, String running) {
        try {
            Files.createDirectories(committed.toAbsolutePath().getParent());
            Files.writeString(committed, YAML.writeValueAsString(withoutServers(tree(running))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the OpenAPI document " + committed, e);
        }
    }

    private static JsonNode withoutServers(JsonNode document) {
        return document instanceof ObjectNode object ? object.deepCopy().without("servers") : document;
    }

    private static void collect(String path, JsonNode committed, JsonNode running, List<String> differences) {
        if (committed.isObject() && running.isObject()) {
            var names = new TreeSet<String>();
            committed.fieldNames().forEachRemaining(names::add);
            running.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> collect(path + "/" + name, committed.path(name), running.path(name), differences));
        } else if (committed.isArray() && running.isArray() && committed.size() == running.size()) {
            for (var i = 0; i < committed.size(); i++) {
                collect(path + "/" + i, committed.path(i), running.path(i), differences);
            }
        } else if (!committed.equals(running)) {
            differences.add("- " + path + ": committed " + text(committed) + ", running " + text(running));
        }
    }

    private static String text(JsonNode node) {
        var text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static String told(List<String> differences) {
        var told = String.join(
                System.lineSeparator(), differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES_TOLD)));
        var untold = differences.size() - MOST_DIFFERENCES_TOLD;
        return untold > 0 ? told + System.lineSeparator() + "- and " + untold + " more" : told;
    }
}
