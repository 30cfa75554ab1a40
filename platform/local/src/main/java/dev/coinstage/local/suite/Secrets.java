package dev.coinstage.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Random passwords, made when first asked for and kept, readable by their owner alone. */
public record Secrets(Path folder) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    /** The secret of that name, 32 characters that need no quoting anywhere. */
    public String of(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the secret " + name, e);
        }
    }

    /** The file that holds the secret, for programs that read it from there. */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        make(file, folder);
        return file;
    }

    private static synchronized void make(Path file, Path folder) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path draft = Files.createTempFile(
                folder,
                "draft",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret, StandardOpenOption.SYNC);
        // moved into place whole: a crash in between must not leave an empty password behind
        Files.move(draft, file);
    }
}
