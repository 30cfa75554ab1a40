package dev.coinstage.local.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A program in the cache that is put there once; a run that was cut short leaves no half of it behind. */
final class Program {

    /** Puts the program into an empty folder. */
    interface Installation {
        void into(Path folder) throws IOException, InterruptedException;
    }

    private static final Map<Path, Object> INSTALLING = new ConcurrentHashMap<>();

    private Program() {}

    /**
     * @param folder where the program is to lie; its last name should carry the version
     * @return {@code folder}, complete
     */
    static Path installed(Path folder, Installation installation) throws IOException, InterruptedException {
        Path ready = folder.resolve(".complete");
        if (Files.exists(ready)) {
            return folder;
        }
        Files.createDirectories(folder.getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        // other suites may share the cache, in this process or in another: the second waits and finds all done
        synchronized (INSTALLING.computeIfAbsent(folder, any -> new Object())) {
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                if (!Files.exists(ready)) {
                    Archive.delete(folder);
                    Files.createDirectories(folder);
                    installation.into(folder);
                    Files.createFile(ready);
                }
            }
        }
        return folder;
    }
}
