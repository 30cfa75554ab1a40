package dev.coinstage.benchmarks;

import dev.coinstage.benchmarks.LedgerSql.Sample;
import dev.coinstage.defaults.ids.IdSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One call of a database function per gift, each in a transaction of its own: the usual way, which the row lock of one creator slows. */
final class FunctionGifts implements Supplier<Uni<Void>> {

    private static final int HASH_BYTES = 32;

    private final Pool pool;
    private final IdSource ids;
    private final List<UUID> viewers;
    private final UUID creatorAccount;
    private final Sample sample;
    private final AtomicInteger next = new AtomicInteger();

    FunctionGifts(Pool pool, IdSource ids, List<UUID> viewers, UUID creator, Sample sample) {
        this.pool = pool;
        this.ids = ids;
        this.viewers = viewers;
        this.creatorAccount = WalletGifts.creatorAccount(creator);
        this.sample = sample;
    }

    @Override
    public Uni<Void> get() {
        var viewer = viewers.get((next.getAndIncrement() & Integer.MAX_VALUE) % viewers.size());
        var viewerAccount = WalletGifts.viewerAccount(viewer);
        var posting = ids.next();
        var values = Tuple.tuple()
                .addUUID(viewer)
                .addUUID(viewerAccount)
                .addUUID(creatorAccount)
                .addUUID(WalletGifts.clearingAccount())
                .addUUID(WalletGifts.issuanceAccount())
                .addUUID(posting)
                .addString(sample.detailOf(viewer))
                .addString(WalletGifts.giftScope(viewer))
                .addUUID(ids.next())
                .addValue(Buffer.buffer(new byte[HASH_BYTES]))
                .addString(sample.outcomeOf(posting, viewerAccount));
        return pool.preparedQuery(LedgerSql.CALL).execute(values).replaceWithVoid();
    }
}
