package dev.coinstage.benchmarks;

import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostingConfig;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.db.LedgerEngine;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The wallet's posting engine with the service's own settings, and gifts to feed it with. */
final class Engine implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final int CONVERTER_PRIORITY = 200;
    /** Enough for hours at any rate that is within reach. */
    private static final long COINS_EACH = 100_000_000;

    private static final int FUNDED_AT_A_TIME = 2000;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final WalletGifts gifts = new WalletGifts();
    private final Pool pool;
    private final PostingQueue queue;
    private final DistributionSummary batches;

    Engine(Database database) {
        pool = database.pool(vertx, CONNECTIONS);
        queue = LedgerEngine.over(pool, gifts.ids(), serviceDefaults(), metrics);
        batches = metrics.summary("coinstage.posting.batch.size");
    }

    /** What the service runs with when nobody sets anything. */
    static PostingConfig serviceDefaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(PostingConfig.class)
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .build()
                .getConfigMapping(PostingConfig.class);
    }

    Vertx vertx() {
        return vertx;
    }

    WalletGifts gifts() {
        return gifts;
    }

    /** Posts one gift; fails when it is refused. */
    Uni<Void> give(UUID viewer, UUID creator) {
        return post(gifts.gift(viewer, creator));
    }

    private Uni<Void> post(KeyedCommand command) {
        return queue.post(command).map(WalletGifts::posted).replaceWithVoid();
    }

    /** Gifts of everybody in turn to everybody in turn. */
    Supplier<Uni<Void>> giving(List<UUID> viewers, List<UUID> creators) {
        var next = new AtomicInteger();
        return () -> {
            var turn = next.getAndIncrement() & Integer.MAX_VALUE;
            return give(viewers.get(turn % viewers.size()), creators.get(turn % creators.size()));
        };
    }

    /** Each buys coins, and gives one away so that its lot is being drawn, as it is with who gives often. */
    void fund(List<UUID> viewers, List<UUID> creators) {
        for (int from = 0; from < viewers.size(); from += FUNDED_AT_A_TIME) {
            var some = viewers.subList(from, Math.min(from + FUNDED_AT_A_TIME, viewers.size()));
            all(some.stream()
                    .map(viewer -> post(gifts.purchase(viewer, COINS_EACH)))
                    .toList());
        }
        var giving = giving(viewers, creators);
        for (int given = 0; given < Math.max(viewers.size(), creators.size()); given += FUNDED_AT_A_TIME) {
            all(Stream.generate(giving).limit(FUNDED_AT_A_TIME).toList());
        }
    }

    private static void all(List<Uni<Void>> requests) {
        Uni.join().all(requests).andFailFast().await().indefinitely();
    }

    /** Batches written so far, and requests in them. */
    Batches batches() {
        return new Batches(batches.count(), batches.totalAmount());
    }

    record Batches(long count, double requests) {

        /** Mean size of the batches between that moment and this. */
        double meanSince(Batches before) {
            return (requests - before.requests) / (count - before.count);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
