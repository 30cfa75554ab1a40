package dev.coinstage.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A file that only grows, a line a fact, each forced to the disk before it counts. A last line that a crash left unfinished is cut
 * off. Safe for threads; one process at a time.
 */
public final class JsonLines implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JsonLines.class);

    private final Path file;
    private final FileChannel channel;
    private final List<String> kept;

    /** Opens the file, and makes it when it is absent. */
    public JsonLines(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            lock();
            kept = wholeLines();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the lines in " + file, e);
        }
    }

    /** Two processes would each append over the other's lines. */
    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("this process already uses " + file, e);
        }
        channel.close();
        throw new IllegalStateException("another sandbox uses " + file);
    }

    private List<String> wholeLines() throws IOException {
        var bytes = allBytes();
        var end = lastLineEnd(bytes);
        if (end < bytes.length) {
            LOG.warnf("cut off %d bytes of an unfinished line in %s", bytes.length - end, file);
            channel.truncate(end);
        }
        channel.position(end);
        return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    /** Through the channel alone: POSIX drops a process' lock when any other handle on the file is closed. */
    private byte[] allBytes() throws IOException {
        var buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private static int lastLineEnd(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The lines that were there when the file was opened. */
    public List<String> kept() {
        return kept;
    }

    /** Returns when the line is on the disk; if that fails, it is not in the file. */
    public synchronized void append(String line) {
        try {
            var start = channel.position();
            try {
                var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the line cannot be kept in " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
