package dev.coinstage.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A machine on which only the JDKs of the test's choice are to be found. */
final class FakeJdks {

    private static final List<String> TOOLS =
            List.of("bash", "sh", "env", "dirname", "readlink", "find", "head", "grep", "mkdir");

    private final Path root;

    FakeJdks(Path root) {
        this.root = root;
    }

    /** A {@code PATH} with the tools that the launcher needs, and no Java. */
    Path path() throws IOException {
        Path folder = Files.createDirectories(root.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin", "/usr/bin")) {
                Path real = Path.of(place, tool);
                if (Files.isExecutable(real) && !Files.exists(folder.resolve(tool))) {
                    Files.createSymbolicLink(folder.resolve(tool), real);
                }
            }
        }
        return folder;
    }

    /** A folder whose {@code java} only tells that version. */
    Path jdk(String version) throws IOException {
        Path home = root.resolve("jdk-" + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2018-10-16' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    Path empty() throws IOException {
        return Files.createDirectories(root.resolve("none"));
    }
}
