package dev.coinstage.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The chart as most tests look at it, rendered once; each test gets a copy that it may spoil. */
enum Rendered {
    DEFAULTS(null),
    CLUSTER("cluster-values.yaml");

    private final String values;
    private Objects objects;

    Rendered(String values) {
        this.values = values;
    }

    synchronized Objects objects() {
        if (objects == null) {
            objects = render();
        }
        return new Objects(objects.all().stream().map(ObjectNode::deepCopy).toList());
    }

    private Objects render() {
        try {
            Path folder = Files.createTempDirectory("chart");
            try {
                ChartCopy chart = ChartCopy.in(folder.resolve("coinstage"));
                return values == null
                        ? chart.rendered()
                        : chart.renderedWith(Checkout.file("tests/chart/src/test/resources/" + values));
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
