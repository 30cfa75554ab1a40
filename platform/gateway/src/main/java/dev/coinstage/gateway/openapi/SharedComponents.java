package dev.coinstage.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The components of several documents under one roof. Those of one name that say the same are one; where they differ,
 * or where something that they refer to differs, each gets its owner's name in front: WalletState, FraudState.
 */
final class SharedComponents {
    private record Owned(String owner, String component) {}

    /** By component, then by owner; only what is used. */
    private final Map<String, Map<String, JsonNode>> used = new TreeMap<>();

    private final Map<Owned, String> names = new HashMap<>();

    /** Takes on what an owner's operations refer to, and what that refers to. */
    void use(String owner, JsonNode components, Collection<String> referred) {
        var open = new ArrayDeque<>(referred);
        while (!open.isEmpty()) {
            var component = open.pop();
            var step = component.indexOf('/');
            var definition = components.path(component.substring(0, step)).path(component.substring(step + 1));
            if (!definition.isMissingNode()
                    && used.computeIfAbsent(component, first -> new TreeMap<>()).putIfAbsent(owner, definition)
                            == null) {
                open.addAll(References.in(definition));
            }
        }
    }

    /** Decides on the names once everything is known. */
    void name() {
        var differing = differing();
        var taken = new HashSet<>(used.keySet());
        taken.removeAll(differing);
        used.forEach((component, owners) -> owners.keySet()
                .forEach(owner -> names.put(
                        new Owned(owner, component),
                        differing.contains(component) ? ownName(owner, component, taken) : component)));
    }

    /** Makes a part of an owner's document refer to the components' new names. */
    void rewrite(String owner, JsonNode part) {
        References.rewrite(part, component -> nameOf(owner, component));
    }

    /** What an owner's component is called now. */
    String nameOf(String owner, String component) {
        return names.getOrDefault(new Owned(owner, component), component);
    }

    /** All of them, by kind and name, sorted. */
    ObjectNode merged() {
        var sorted = new TreeMap<String, Owned>();
        names.forEach((owned, name) ->
                sorted.merge(name, owned, (one, other) -> one.owner().compareTo(other.owner()) <= 0 ? one : other));
        var merged = JsonNodeFactory.instance.objectNode();
        sorted.forEach((name, owned) -> {
            JsonNode definition = used.get(owned.component()).get(owned.owner()).deepCopy();
            rewrite(owned.owner(), definition);
            var step = name.indexOf('/');
            merged.withObjectProperty(name.substring(0, step)).set(name.substring(step + 1), definition);
        });
        return merged;
    }

    /** What refers to something that differs, differs too. */
    private Set<String> differing() {
        var differing = new TreeSet<String>();
        var more = namesWhere(owners -> Set.copyOf(owners.values()).size() > 1);
        while (differing.addAll(more)) {
            more = namesWhere(owners -> owners.size() > 1 && refersTo(differing, owners));
        }
        return differing;
    }

    private Set<String> namesWhere(Predicate<Map<String, JsonNode>> holds) {
        return used.entrySet().stream()
                .filter(entry -> holds.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean refersTo(Set<String> differing, Map<String, JsonNode> owners) {
        return owners.values().stream()
                .flatMap(definition -> References.in(definition).stream())
                .anyMatch(differing::contains);
    }

    private static String ownName(String owner, String component, Set<String> taken) {
        var step = component.indexOf('/') + 1;
        var prefix = new StringBuilder();
        for (var word : List.of(owner.replaceFirst("-service$", "").split("-"))) {
            prefix.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        var name = component.substring(0, step) + prefix + component.substring(step);
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }
}
