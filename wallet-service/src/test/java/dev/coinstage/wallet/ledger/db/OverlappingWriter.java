package dev.coinstage.wallet.ledger.db;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.testing.TestDatabase;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.Authorities;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.PostingQueue;
import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import dev.coinstage.wallet.ledger.domain.Asset;
import dev.coinstage.wallet.ledger.domain.Command;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.LotEffect;
import dev.coinstage.wallet.ledger.domain.LotSource;
import dev.coinstage.wallet.ledger.domain.Outcome;
import dev.coinstage.wallet.ledger.domain.TransferCode;
import dev.coinstage.wallet.ledger.domain.TransferId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * A process that posts for some time, to the same few accounts as another one and in whatever order. Prints what it posted;
 * ends with 1 when a request fails.
 */
final class OverlappingWriter {

    private static final List<UUID> VIEWERS =
            IntStream.range(0, 8).mapToObj(number -> new UUID(8, number)).toList();
    private static final AccountKey CREATOR =
            AccountKey.of(new UUID(9, 0), AccountKind.CREATOR_DIAMONDS, Asset.DIAMOND);
    private static final AccountKey ISSUANCE = AccountKey.platform(AccountKind.DIAMOND_ISSUANCE, Asset.DIAMOND);
    private static final AccountKey GIVEN = AccountKey.platform(AccountKind.GIFT_CLEARING, Asset.COIN);
    private static final AccountKey REVENUE = AccountKey.platform(AccountKind.PROMOTE_REVENUE, Asset.COIN);
    private static final int IN_FLIGHT = 64;
    private static final int LONGEST_CHAIN = 6;
    private static final long COINS = 1_000_000_000;
    private static final int BATCH = 20;

    private final TimeBasedEpochRandomGenerator ids = Generators.timeBasedEpochRandomGenerator();
    private final Authorities authorities = new Authorities();
    private final PostingQueue queue;
    private final Random random;
    private final AtomicLong posted = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private OverlappingWriter(PostingQueue queue, long seed) {
        this.queue = queue;
        this.random = new Random(seed);
    }

    /** @param arguments port, database, user, password, seconds, seed */
    public static void main(String... arguments) throws InterruptedException {
        var database =
                new TestDatabase("localhost", Integer.parseInt(arguments[0]), arguments[1], arguments[2], arguments[3]);
        var engines = Engines.over(database);
        var writer = new OverlappingWriter(engines.writer(BATCH), Long.parseLong(arguments[5]));
        writer.run(Duration.ofSeconds(Long.parseLong(arguments[4])));
        System.out.println(writer.posted.get());
        var broken = writer.failure.get();
        if (broken != null) {
            broken.printStackTrace();
        }
        // Mutiny's threads would keep the process
        System.exit(broken == null ? 0 : 1);
    }

    /** Coins for everybody, once. */
    static void fund(PostingQueue queue) {
        var writer = new OverlappingWriter(queue, 0);
        for (var viewer : VIEWERS) {
            var source = new LotSource("APP_STORE", viewer.toString(), "US", "USD", 129);
            var link = new Link.Transfer(
                    AccountKey.platform(AccountKind.COIN_ISSUANCE, Asset.COIN),
                    coins(viewer),
                    COINS,
                    TransferCode.COIN_PURCHASE,
                    new LotEffect.Issue(source));
            queue.post(writer.command("wallet-service/purchase", List.of(link)))
                    .await()
                    .indefinitely();
        }
    }

    private static AccountKey coins(UUID viewer) {
        return AccountKey.of(viewer, AccountKind.VIEWER_COINS, Asset.COIN);
    }

    private void run(Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var free = new Semaphore(IN_FLIGHT);
        while (System.nanoTime() < end && failure.get() == null) {
            free.acquire();
            queue.post(next())
                    .onTermination()
                    .invoke(() -> free.release())
                    .subscribe()
                    .with(this::count, broken -> failure.compareAndSet(null, broken));
        }
        free.acquire(IN_FLIGHT);
    }

    private void count(Answer answer) {
        if (answer instanceof Answer.Decided decided && decided.outcome() instanceof Outcome.Posted) {
            posted.incrementAndGet();
        } else {
            failure.compareAndSet(null, new AssertionError("not posted: " + answer));
        }
    }

    /** Gifts or holds of several viewers in one chain, in a random order: each the other's deadlock, if accounts were locked. */
    private KeyedCommand next() {
        var givers = new ArrayList<>(VIEWERS);
        Collections.shuffle(givers, random);
        var gifts = random.nextBoolean();
        var links = new ArrayList<Link>();
        for (var giver : givers.subList(0, 1 + random.nextInt(LONGEST_CHAIN))) {
            if (gifts) {
                links.add(new Link.Transfer(coins(giver), GIVEN, 1, TransferCode.GIFT_COINS, LotEffect.NONE));
                links.add(new Link.Transfer(ISSUANCE, CREATOR, 1, TransferCode.GIFT_DIAMONDS, LotEffect.NONE));
            } else {
                links.add(new Link.Hold(coins(giver), REVENUE, 1, TransferCode.CAMPAIGN_BUDGET, Link.Hold.NEVER));
            }
        }
        return command(gifts ? "wallet-service/gift" : "promote-service", links);
    }

    private KeyedCommand command(String caller, List<Link> links) {
        var key = ids.generate();
        return new KeyedCommand(
                new ScopedKey("overlap", key),
                RequestHash.of(key),
                new Command(
                        TransferId.posting(ids.generate()),
                        "overlap",
                        CREATOR.id(),
                        authorities.of(caller),
                        Command.NO_REFERENCE,
                        links,
                        List.of(),
                        "{}"));
    }
}
