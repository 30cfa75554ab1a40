package dev.coinstage.sandbox.appstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.sandbox.DataFolder;
import dev.coinstage.sandbox.JsonLines;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was sold, one JSON line a sale, appended and forced to the disk before the app gets its transaction. The sums are
 * kept in memory and made again from the file at each start. Safe for threads; one process at a time.
 */
@Startup
@ApplicationScoped
class SalesLog {

    static final String FILE = "app-store-sales.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonLines lines;
    private final Map<Key, Sum> sums = new TreeMap<>();

    SalesLog(DataFolder folder) {
        lines = new JsonLines(folder.file(FILE));
        lines.kept().stream().map(SalesLog::parsed).forEach(this::add);
    }

    private static SoldLine parsed(String line) {
        try {
            return JSON.readValue(line, SoldLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a sale: " + line, e);
        }
    }

    private static String written(SoldLine sold) {
        try {
            return JSON.writeValueAsString(sold);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns when the sale is on the disk; if that fails, nothing was sold. */
    synchronized void append(Sale sale) {
        var sold = SoldLine.of(sale);
        lines.append(written(sold));
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
        lines.close();
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
