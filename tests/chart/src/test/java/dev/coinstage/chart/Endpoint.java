package dev.coinstage.chart;

import java.util.Map;

/** Something that sends or receives: a pod by its namespace and labels, or a machine outside by its address (namespace empty). */
record Endpoint(String name, String namespace, Map<String, String> labels, String address) {

    static Endpoint pod(String name, String namespace, Map<String, String> labels) {
        return new Endpoint(name, namespace, labels, "");
    }

    static Endpoint machine(String name, String address) {
        return new Endpoint(name, "", Map.of(), address);
    }

    boolean isPod() {
        return !namespace.isEmpty();
    }
}
