package dev.coinstage.wallet.proof.db;

import dev.coinstage.wallet.proof.app.SealStore;
import dev.coinstage.wallet.proof.domain.Chain;
import dev.coinstage.wallet.proof.domain.Chain.Seal;
import dev.coinstage.wallet.proof.domain.Hash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Seals in PostgreSQL. A commit that can be seen is whole and so are all before it, because every writer held the head until its
 * commit; so nothing is locked here but the sealing itself.
 */
@ApplicationScoped
class PostgresSealStore implements SealStore {

    private static final Logger LOG = Logger.getLogger(PostgresSealStore.class);

    /** Without the just-in-time compiler: it would take longer than the step. */
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('coinstage/sealing', 0)), set_config('jit', 'off', true)";

    private static final String ENDS = """
            SELECT h.commit_seq, coalesce(s.commit_seq, 0), encode(s.hash, 'hex')
              FROM ledger_head h LEFT JOIN (SELECT commit_seq, hash FROM commit_seal ORDER BY commit_seq DESC LIMIT 1) s ON true
             WHERE h.id = 1""";
    private static final String SEAL_OF = "SELECT encode(hash, 'hex') FROM commit_seal WHERE commit_seq = $1";
    private static final String SAVE = """
            INSERT INTO commit_seal (commit_seq, hash, sealed_at)
            SELECT commit_seq, hash, $3 FROM unnest($1::bigint[], $2::bytea[]) AS new(commit_seq, hash)""";

    private final Pool pool;
    private final Snapshots snapshots;

    PostgresSealStore(Pool pool, Snapshots snapshots) {
        this.pool = pool;
        this.snapshots = snapshots;
    }

    /** @param last hash of {@code sealedTo}; that of the beginning when nothing is sealed yet */
    private record Ends(long head, long sealedTo, Hash last) {}

    @Override
    public Uni<Progress> seal(int most, Instant now) {
        return pool.withTransaction(tx -> tx.query(LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .flatMap(alone -> ends(tx).flatMap(ends -> alone
                        ? seal(tx, ends, Math.min(ends.head(), ends.sealedTo() + most), now)
                        : Uni.createFrom().item(new Progress(0, ends.head() - ends.sealedTo())))));
    }

    /** In a statement after that of the lock, so that it sees what another process sealed before letting go. */
    private static Uni<Ends> ends(SqlConnection tx) {
        return tx.query(ENDS).execute().map(rows -> {
            var row = rows.iterator().next();
            var last = row.getLong(1) == 0 ? Hash.GENESIS : CommitRows.hash(row.getString(2));
            return new Ends(row.getLong(0), row.getLong(1), last);
        });
    }

    private static Uni<Progress> seal(SqlConnection tx, Ends ends, long to, Instant now) {
        if (to <= ends.sealedTo()) {
            return Uni.createFrom().item(new Progress(0, 0));
        }
        return CommitRows.read(tx, ends.sealedTo() + 1, to).flatMap(commits -> {
            var seals = Chain.seals(ends.last(), commits);
            if (seals.size() < commits.size()) {
                LOG.errorf("commit %d is not whole and cannot be sealed", ends.sealedTo() + seals.size() + 1);
            }
            return save(tx, seals, now)
                    .replaceWith(new Progress(seals.size(), ends.head() - ends.sealedTo() - seals.size()));
        });
    }

    private static Uni<Void> save(SqlConnection tx, List<Seal> seals, Instant now) {
        var values = Tuple.tuple()
                .addArrayOfLong(seals.stream().map(Seal::commit).toArray(Long[]::new))
                .addValue(seals.stream()
                        .map(seal -> Buffer.buffer(seal.hash().bytes()))
                        .toArray(Buffer[]::new))
                .addOffsetDateTime(OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        return tx.preparedQuery(SAVE).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Slice> slice(long from, int limit) {
        return snapshots.read(tx -> ends(tx).flatMap(ends -> {
            var to = Math.min(ends.sealedTo(), from + limit - 1);
            return before(tx, from)
                    .flatMap(before -> CommitRows.read(tx, from, to)
                            .map(commits -> new Slice(ends.head(), ends.sealedTo(), before, commits)));
        }));
    }

    private static Uni<Hash> before(SqlConnection tx, long from) {
        if (from == 1) {
            return Uni.createFrom().item(Hash.GENESIS);
        }
        return tx.preparedQuery(SEAL_OF)
                .execute(Tuple.of(from - 1))
                .map(rows -> rows.size() == 0
                        ? Hash.ABSENT
                        : CommitRows.hash(rows.iterator().next().getString(0)));
    }
}
