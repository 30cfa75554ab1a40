package dev.coinstage.chart;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart in a folder of its own, where a test may spoil it, rendered by the real Helm. */
final class ChartCopy {

    /** Helm's library renders no hooks. Told under this name they are ordinary objects, from the same templates. */
    static final String HOOK = "test.coinstage.dev/hook";

    private static final String KUBERNETES = "1.34.0";

    private final Path folder;

    private ChartCopy(Path folder) {
        this.folder = folder;
    }

    static ChartCopy in(Path empty) {
        Path source = Checkout.file("helm/coinstage");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path target = empty.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new ChartCopy(empty)
                .with("templates/migrations.yaml", text -> text.replace("helm.sh/hook:", HOOK + ":"));
    }

    ChartCopy with(String file, UnaryOperator<String> change) {
        Path path = folder.resolve(file);
        try {
            Files.writeString(path, change.apply(Files.readString(path)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** The chart with its own values. */
    Objects rendered() {
        return Objects.parse(new Helm(folder)
                .template()
                .withName("coinstage")
                .withNamespace("coinstage")
                .withKubeVersion(KUBERNETES)
                .call());
    }

    Objects renderedWith(Path values) {
        return Objects.parse(new Helm(folder)
                .template()
                .withName("coinstage")
                .withNamespace("coinstage")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call());
    }

    /** The chart with values written by a test. */
    Objects renderedWith(String values) {
        try {
            return renderedWith(Files.writeString(folder.resolveSibling("values-of-a-test.yaml"), values));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
