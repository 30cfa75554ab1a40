package dev.coinstage.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The folder that outlives the process. A file in it is either whole or absent, also after a crash. */
public final class DataFolder {

    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY = "rw-------";
    private static final String READABLE = "rw-r--r--";

    private final Path folder;

    /**
     * Opens the folder, and makes it when it is absent.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public DataFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FOLDER)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + folder, e);
        }
    }

    /** Where the file of that name is, or would be. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a file that its owner alone may read (mode 600). */
    public void writeSecret(String name, byte[] content) throws IOException {
        write(name, content, OWNER_ONLY);
    }

    /** Writes a file that everybody may read (mode 644). */
    public void writePublic(String name, byte[] content) throws IOException {
        write(name, content, READABLE);
    }

    /** Beside the file first, and to the disk before the name changes hands: a crash leaves the old file or the new. */
    private void write(String name, byte[] content, String mode) throws IOException {
        var fresh = folder.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var permissions = PosixFilePermissions.fromString(mode);
        try (var channel = FileChannel.open(fresh, options, PosixFilePermissions.asFileAttribute(permissions))) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        // the process' umask may have taken bits away
        Files.setPosixFilePermissions(fresh, permissions);
        Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
