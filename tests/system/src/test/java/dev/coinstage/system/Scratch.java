package dev.coinstage.system;

import dev.coinstage.local.suite.Checkout;
import dev.coinstage.local.suite.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of the tests, under target. */
final class Scratch {

    private Scratch() {}

    /** An empty folder of that name; what an earlier run left there is deleted. */
    static Path fresh(String name) {
        Path folder = Path.of("target", "scratch", name).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Keycloak is unpacked and built once, shared with the launcher. */
    static Path cache() {
        return DataFolder.chosenBy(System.getenv(), Checkout.around(Path.of("")))
                .cache();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
