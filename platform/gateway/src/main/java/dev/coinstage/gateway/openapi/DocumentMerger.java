package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes one document of several, the same for the same input whatever its order. */
final class DocumentMerger {
    private static final String FRAME = "/openapi/frame.yaml";
    private static final String OWN = "gateway";

    /** The document, and what is missing in it or does not fit together. */
    record Merged(ObjectNode root, List<String> gaps) {}

    private final String gateway;
    private final RouteTable table;
    private final List<String> gaps = new ArrayList<>();

    DocumentMerger(String gateway, RouteTable table) {
        this.gateway = gateway;
        this.table = table;
    }

    Merged merge(ServiceDocuments services) {
        var root = frame();
        var frameComponents = root.path("components").deepCopy();
        var components = new SharedComponents();
        components.use(OWN, frameComponents, gatewaysComponents(frameComponents));
        var byService = new TreeMap<String, List<Operation>>();
        for (var document : services.documents()) {
            var operations = new RoutedOperations(table, gaps).of(document);
            byService.put(document.service(), operations);
            operations.forEach(operation -> components.use(
                    document.service(), document.root().path("components"), References.in(operation.content())));
        }
        components.name();
        var answers = new GatewayAnswers(component -> components.nameOf(OWN, component));
        byService.forEach((service, operations) -> operations.forEach(operation -> {
            components.rewrite(service, operation.content());
            answers.addTo(operation);
        }));
        assemble(root, services, byService);
        root.set("components", components.merged());
        root.withObjectProperty("components").set("securitySchemes", frameComponents.path("securitySchemes"));
        findRoutesWithoutOperation(services, byService);
        return new Merged(root, gaps);
    }

    private static ObjectNode frame() {
        try (var resource = DocumentMerger.class.getResourceAsStream(FRAME)) {
            return (ObjectNode) new YAMLMapper().readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The gateway's own " + FRAME + " cannot be read", unreadable);
        }
    }

    private static Set<String> gatewaysComponents(JsonNode components) {
        var own = new TreeSet<String>();
        for (var kind : List.of("schemas", "headers")) {
            components.path(kind).fieldNames().forEachRemaining(name -> own.add(kind + "/" + name));
        }
        return own;
    }

    private void assemble(ObjectNode root, ServiceDocuments services, TreeMap<String, List<Operation>> byService) {
        root.withObjectProperty("info").put("title", "Coinstage, " + gateway + " gateway");
        if (!services.leftOut().isEmpty()) {
            var leftOut = root.putArray("x-left-out");
            new TreeSet<>(services.leftOut().keySet()).forEach(leftOut::add);
        }
        var paths = new TreeMap<String, TreeMap<String, ObjectNode>>();
        var ids = new HashSet<String>();
        byService.forEach((service, operations) -> operations.forEach(operation -> {
            var id = operation.content().path("operationId").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                operation.content().put("operationId", service + "-" + id);
            }
            paths.computeIfAbsent(operation.path(), first -> new TreeMap<>())
                    .put(operation.method().toLowerCase(Locale.ROOT), operation.content());
        }));
        addTags(root, services, byService);
        var written = root.putObject("paths");
        paths.forEach((path, operations) -> written.putObject(path).setAll(operations));
    }

    private static void addTags(
            ObjectNode root, ServiceDocuments services, TreeMap<String, List<Operation>> byService) {
        var used = new TreeMap<String, JsonNode>();
        byService
                .values()
                .forEach(operations -> operations.forEach(operation -> operation
                        .content()
                        .path("tags")
                        .forEach(tag -> used.put(tag.asText(), root.objectNode().put("name", tag.asText())))));
        services.documents()
                .forEach(document -> document.root()
                        .path("tags")
                        .forEach(tag -> used.computeIfPresent(
                                tag.path("name").asText(), (name, known) -> known.size() > 1 ? known : tag)));
        root.putArray("tags").addAll(used.values());
    }

    private void findRoutesWithoutOperation(ServiceDocuments services, TreeMap<String, List<Operation>> byService) {
        services.leftOut().forEach((service, why) -> gaps.add(service + " is left out: " + why));
        for (var route : table.routes()) {
            if (services.leftOut().containsKey(route.service())) {
                continue;
            }
            for (var method : new TreeSet<>(route.methods())) {
                if (byService.getOrDefault(route.service(), List.of()).stream()
                        .noneMatch(operation -> isOf(operation, route, method))) {
                    gaps.add("route %s has no operation for %s %s".formatted(route.name(), method, route.path()));
                }
            }
        }
    }

    private static boolean isOf(Operation operation, Route route, String method) {
        return operation.route().equals(route) && operation.method().equals(method);
    }
}
