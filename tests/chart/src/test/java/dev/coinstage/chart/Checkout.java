package dev.coinstage.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies, found from wherever the tests run. */
final class Checkout {

    private Checkout() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("helm/coinstage/routes.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Path file(String path) {
        return root().resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
