package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The services' documents as far as they could be read. One that is missing is a gap in the public document, not a
 * reason to serve no requests.
 *
 * @param documents in the order of the services' names
 * @param leftOut   why a service has no document here, by its name
 */
record ServiceDocuments(List<ServiceDocument> documents, Map<String, String> leftOut) {
    private static final YAMLMapper YAML = new YAMLMapper();

    ServiceDocuments {
        documents = List.copyOf(documents);
        leftOut = Map.copyOf(leftOut);
    }

    /** Reads what is configured for these services. Never fails. */
    static ServiceDocuments read(SortedSet<String> services, Map<String, Path> files) {
        var documents = new ArrayList<ServiceDocument>();
        var leftOut = new TreeMap<String, String>();
        for (var service : services) {
            var file = files.get(service);
            if (file == null) {
                leftOut.put(service, "set coinstage.gateway.openapi.documents." + service);
                continue;
            }
            try {
                documents.add(new ServiceDocument(service, parse(Files.readString(file))));
            } catch (NoSuchFileException missing) {
                leftOut.put(service, file + " does not exist");
            } catch (JacksonException | IllegalArgumentException malformed) {
                leftOut.put(service, file + " is not an OpenAPI 3.0 document");
            } catch (IOException unreadable) {
                leftOut.put(service, file + " cannot be read: " + unreadable.getMessage());
            }
        }
        return new ServiceDocuments(documents, leftOut);
    }

    /**
     * Reads YAML or JSON.
     *
     * @throws IllegalArgumentException when it is not an OpenAPI 3.0 document
     */
    static ObjectNode parse(String text) throws JacksonException {
        if (YAML.readTree(text) instanceof ObjectNode root
                && root.path("openapi").asText().startsWith("3.0.")
                && root.path("paths").isObject()) {
            return root;
        }
        throw new IllegalArgumentException("Not an OpenAPI 3.0 document");
    }
}
