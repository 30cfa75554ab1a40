package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one OpenAPI document of a gateway, made once at start.
 *
 * @param json for clients that ask for JSON, or for nothing in particular
 * @param yaml for those that ask for YAML
 * @param gaps what is missing or does not fit together, for the operator; empty when all is well
 */
public record PublicDocument(Representation json, Representation yaml, List<String> gaps) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    public PublicDocument {
        gaps = List.copyOf(gaps);
    }

    /**
     * Merges the documents of the services that the table's routes name. A service whose document is missing is left
     * out, and named in {@link #gaps} and in the document's {@code x-left-out}.
     *
     * @param gateway client or security
     * @param files   each service's document, by the service's name
     */
    public static PublicDocument of(String gateway, RouteTable table, Map<String, Path> files) {
        var services = table.routes().stream().map(Route::service).collect(Collectors.toCollection(TreeSet::new));
        return of(new DocumentMerger(gateway, table).merge(ServiceDocuments.read(services, files)));
    }

    private static PublicDocument of(DocumentMerger.Merged merged) {
        return new PublicDocument(
                Representation.of("application/json", write(JSON, merged.root())),
                Representation.of("application/yaml", write(YAML, merged.root())),
                merged.gaps());
    }

    private static byte[] write(ObjectMapper mapper, ObjectNode root) {
        try {
            return mapper.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree in memory cannot be written", impossible);
        }
    }
}
