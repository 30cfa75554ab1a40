package dev.coinstage.sandbox.appstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.sandbox.DataFolder;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * What was sold, one JSON line a sale, appended and forced to the disk before the app gets its transaction. The sums are
 * kept in memory and made again from the file at each start. Safe for threads; one process at a time.
 */
@Startup
@ApplicationScoped
class SalesLog {

    static final String FILE = "app-store-sales.jsonl";

    private static final Logger LOG = Logger.getLogger(SalesLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;
    private final Map<Key, Sum> sums = new TreeMap<>();

    SalesLog(DataFolder folder) {
        var file = folder.file(FILE);
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            lock(file);
            channel.position(readSums(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the sales in " + file, e);
        }
    }

    /** Two processes would each append over the other's lines. */
    private void lock(Path file) throws IOException {
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

    /** Adds up whole lines, and cuts off a last one that a crash left unfinished: its app never got a transaction. */
    private long readSums(Path file) throws IOException {
        var bytes = allBytes();
        var end = lastLineEnd(bytes);
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .map(SalesLog::parsed)
                .forEach(this::add);
        if (end < bytes.length) {
            LOG.warnf("cut off %d bytes of an unfinished sale in %s", bytes.length - end, file);
            channel.truncate(end);
        }
        return end;
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

    private static SoldLine parsed(String line) {
        try {
            return JSON.readValue(line, SoldLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a sale: " + line, e);
        }
    }

    /** Returns when the sale is on the disk; if that fails, nothing was sold. */
    synchronized void append(Sale sale) {
        var sold = SoldLine.of(sale);
        try {
            var start = channel.position();
            try {
                var line = ByteBuffer.wrap((JSON.writeValueAsString(sold) + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sale cannot be kept", e);
        }
        add(sold);
    }

    synchronized SalesTotals totals() {
        return new SalesTotals(sums.entrySet().stream()
                .map(entry -> new SalesTotals.Total(
                        entry.getKey().bundleId(),
                        entry.getKey().currency(),
                        entry.getValue().count(),
                        entry.getValue().priceMilliunits()))
                .toList());
    }

    @PreDestroy
    void close() throws IOException {
        channel.close();
    }

    private void add(SoldLine sold) {
        sums.merge(new Key(sold.bundleId(), sold.currency()), new Sum(1, sold.priceMilliunits()), Sum::plus);
    }

    /** One line of the file. */
    record SoldLine(
            String transactionId,
            String bundleId,
            String productId,
            long priceMilliunits,
            String currency,
            String storefront,
            int quantity,
            String soldAt) {

        static SoldLine of(Sale sale) {
            return new SoldLine(
                    sale.transactionId(),
                    sale.bundleId(),
                    sale.productId(),
                    sale.priceMilliunits(),
                    sale.currency(),
                    sale.storefront().country(),
                    sale.quantity(),
                    sale.soldAt().toString());
        }
    }

    private record Key(String bundleId, String currency) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            var byBundle = bundleId.compareTo(other.bundleId);
            return byBundle != 0 ? byBundle : currency.compareTo(other.currency);
        }
    }

    private record Sum(long count, long priceMilliunits) {

        Sum plus(Sum other) {
            return new Sum(Math.addExact(count, other.count), Math.addExact(priceMilliunits, other.priceMilliunits));
        }
    }
}
