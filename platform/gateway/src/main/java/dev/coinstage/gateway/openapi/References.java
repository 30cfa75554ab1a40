package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Finds and changes the references of a document's part to components, which are named as {@code schemas/Gift}. */
final class References {
    private static final String COMPONENTS = "#/components/";

    private References() {}

    /** The components that this part refers to itself, sorted. */
    static Set<String> in(JsonNode part) {
        var found = new TreeSet<String>();
        rewrite(part.deepCopy(), component -> {
            found.add(component);
            return component;
        });
        return found;
    }

    /** Gives every component that this part refers to its new name. */
    static void rewrite(JsonNode part, UnaryOperator<String> rename) {
        if (part instanceof ObjectNode object) {
            rewriteValue(object, "$ref", rename);
            if (object.path("discriminator").path("mapping") instanceof ObjectNode mapping) {
                for (var value : names(mapping)) {
                    rewriteValue(mapping, value, rename);
                }
            }
        }
        part.forEach(child -> rewrite(child, rename));
    }

    private static void rewriteValue(ObjectNode holder, String field, UnaryOperator<String> rename) {
        var value = holder.get(field);
        if (value == null || !value.isTextual() || !value.asText().startsWith(COMPONENTS)) {
            return;
        }
        // a reference may point into a component: #/components/schemas/Gift/properties/id
        var steps = value.asText().substring(COMPONENTS.length()).split("/", 3);
        if (steps.length >= 2) {
            var rest = steps.length == 3 ? "/" + steps[2] : "";
            holder.put(field, COMPONENTS + rename.apply(steps[0] + "/" + steps[1]) + rest);
        }
    }

    private static Iterable<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
