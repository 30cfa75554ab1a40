package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinstage.gateway.routing.Route;
import dev.coinstage.gateway.routing.RouteMatch;
import dev.coinstage.gateway.routing.RouteTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Picks what a gateway's routes let through of what a service offers, and says what does not fit together. */
final class RoutedOperations {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final RouteTable table;
    private final List<String> gaps;

    RoutedOperations(RouteTable table, List<String> gaps) {
        this.table = table;
        this.gaps = gaps;
    }

    List<Operation> of(ServiceDocument document) {
        var operations = new ArrayList<Operation>();
        document.root()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (METHODS.contains(member.getKey()) && member.getValue() instanceof ObjectNode content) {
                        var method = member.getKey().toUpperCase(Locale.ROOT);
                        var route = routeOf(document.service(), method, path.getKey());
                        if (route != null) {
                            operations.add(operation(document, path.getKey(), method, route, content, path.getValue()));
                        }
                    }
                }));
        return operations;
    }

    /** Null when nobody can call it through this gateway. */
    private Route routeOf(String service, String method, String path) {
        if (!(table.match(method, path) instanceof RouteMatch.Matched matched)
                || !matched.route().service().equals(service)) {
            return null;
        }
        if (RouteTable.isInternal(path)) {
            gaps.add("route %s lets an internal operation through: %s %s"
                    .formatted(matched.route().name(), method, path));
            return null;
        }
        return matched.route();
    }

    private Operation operation(
            ServiceDocument document, String path, String method, Route route, ObjectNode content, JsonNode pathItem) {
        var copy = content.deepCopy();
        pathItem.path("parameters").forEach(parameter -> addUnlessThere(copy, parameter));
        var security = content.has("security")
                ? content.get("security")
                : document.root().path("security");
        var operation = new Operation(path, method, route, access(route, security), copy);
        if (operation.access().token() && operation.access().roles().isEmpty() && !route.isPublic()) {
            gaps.add("nobody may call %s: route %s opens for other roles than %s does"
                    .formatted(operation.label(), route.name(), document.service()));
        }
        return operation;
    }

    private static void addUnlessThere(ObjectNode operation, JsonNode parameter) {
        var parameters = operation.withArrayProperty("parameters");
        for (var own : parameters) {
            if (own.path("name").equals(parameter.path("name"))
                    && own.path("in").equals(parameter.path("in"))) {
                return;
            }
        }
        parameters.add(parameter);
    }

    /** Both have to agree: the gateway by its route, the service by what its own document says. */
    private static Operation.Access access(Route route, JsonNode security) {
        boolean open = security.isEmpty();
        var roles = new TreeSet<String>();
        for (var alternative : security) {
            open |= alternative.isEmpty();
            alternative.forEach(scopes -> scopes.forEach(role -> roles.add(role.asText())));
        }
        if (open) {
            roles.clear();
        }
        if (route.isPublic()) {
            return new Operation.Access(!open, roles);
        }
        if (roles.isEmpty()) {
            roles.addAll(route.roles());
        } else {
            roles.retainAll(route.roles());
        }
        return new Operation.Access(true, Collections.unmodifiableSortedSet(roles));
    }
}
