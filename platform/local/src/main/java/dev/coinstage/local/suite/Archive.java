package dev.coinstage.local.suite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tar archives; an entry or a link that would leave the target folder is refused. */
final class Archive {

    private static final int OWNER_MAY_RUN = 0100;
    private static final int BUFFER = 1 << 16;

    private Archive() {}

    /**
     * @param tar the archive, already decompressed
     * @param leading how many leading names of each path are dropped, like tar's --strip-components
     * @throws IOException also when an entry points outside {@code target}
     */
    static void unpack(InputStream tar, Path target, int leading) throws IOException {
        Path root = Files.createDirectories(target).toRealPath();
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new BufferedInputStream(tar, BUFFER))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path name = Path.of(entry.getName()).normalize();
                if (name.isAbsolute()) {
                    throw outside(entry);
                }
                if (name.getNameCount() > leading) {
                    write(entry, entries, root, inside(root, name.subpath(leading, name.getNameCount()), entry));
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        // a parent may be a link that an earlier entry laid
        if (!file.getParent().toRealPath().startsWith(root)) {
            throw outside(entry);
        }
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            inside(root, root.relativize(file.resolveSibling(link)).normalize(), entry);
            Files.createSymbolicLink(file, link);
        } else if (entry.isFile()) {
            Files.copy(content, file);
            if ((entry.getMode() & OWNER_MAY_RUN) != 0) {
                allowToRun(file);
            }
        } else {
            throw new IOException(
                    "The archive holds " + entry.getName() + ", which is neither file, folder nor symbolic link");
        }
    }

    private static Path inside(Path root, Path name, TarArchiveEntry entry) throws IOException {
        Path file = root.resolve(name).normalize();
        if (name.isAbsolute() || !file.startsWith(root) || file.equals(root) && !entry.isDirectory()) {
            throw outside(entry);
        }
        return file;
    }

    private static IOException outside(TarArchiveEntry entry) {
        return new IOException("The archive's entry " + entry.getName() + " points outside its folder");
    }

    private static void allowToRun(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }
}
