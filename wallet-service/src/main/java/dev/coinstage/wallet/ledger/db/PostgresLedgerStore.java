package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.idempotency.StoredOutcome;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.CommitUnknown;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.LedgerStore;
import dev.coinstage.wallet.ledger.app.PostingConfig;
import dev.coinstage.wallet.ledger.domain.Decided;
import dev.coinstage.wallet.ledger.domain.Ledger;
import dev.coinstage.wallet.ledger.domain.Outcome;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One transaction per batch: lock the head; read, in later statements, since a join that waited for the lock would return
 * stale rows; decide; write; commit. Closing a connection rolls back what it left open, so a batch that ran out of time
 * cannot hold the head.
 */
@ApplicationScoped
class PostgresLedgerStore implements LedgerStore {

    private static final String DETAILS = "SELECT id, detail::text FROM posting WHERE id = ANY($1)";
    private static final String COMMITTED = "SELECT 1 FROM posting_batch WHERE id = $1";

    private final Pool pool;
    private final LedgerReads reads;
    private final LedgerWrites writes;
    private final ReactiveOutcomes outcomes;
    private final OutcomeJson json;
    private final PostingConfig config;
    private final PostingTimers timers;

    PostgresLedgerStore(
            Pool pool,
            LedgerReads reads,
            LedgerWrites writes,
            ReactiveOutcomes outcomes,
            OutcomeJson json,
            PostingConfig config,
            PostingTimers timers) {
        this.pool = pool;
        this.reads = reads;
        this.writes = writes;
        this.outcomes = outcomes;
        this.json = json;
        this.config = config;
        this.timers = timers;
    }

    @Override
    public Uni<List<Answer>> commit(UUID batch, List<KeyedCommand> commands, Runnable committing) {
        var decided = new AtomicReference<List<Answer>>();
        return pool.getConnection()
                .flatMap(connection -> transact(connection, batch, commands, answers -> {
                            decided.set(answers);
                            committing.run();
                        })
                        .ifNoItem()
                        .after(config.batchTimeLimit())
                        .fail()
                        .onTermination()
                        .invoke(connection::closeAndForget))
                .onFailure(TimeoutException.class)
                .transform(late -> decided.get() == null ? late : new CommitUnknown(decided.get(), late));
    }

    private Uni<List<Answer>> transact(
            SqlConnection connection, UUID batch, List<KeyedCommand> commands, Consumer<List<Answer>> committing) {
        return connection
                .begin()
                .flatMap(tx -> decideAndWrite(connection, batch, commands)
                        .onFailure()
                        .call(failure -> tx.rollback().onFailure().recoverWithNull())
                        .call(answers -> commit(tx, answers, committing)));
    }

    /** A server that answers COMMIT with an error has rolled back; only a connection without an answer leaves it open. */
    private Uni<Void> commit(Transaction tx, List<Answer> answers, Consumer<List<Answer>> committing) {
        var started = Timer.start();
        return tx.commit()
                .onSubscription()
                .invoke(() -> committing.accept(answers))
                .onTermination()
                .invoke(() -> started.stop(timers.commit()))
                .onFailure(failure -> !(failure instanceof PgException))
                .transform(failure -> new CommitUnknown(answers, failure));
    }

    /**
     * Everything that is to be read is asked for at once, behind the lock: the server comes to it the moment that it grants
     * that, in later statements, while this process may still wait for another's commit.
     */
    private Uni<List<Answer>> decideAndWrite(SqlConnection tx, UUID batch, List<KeyedCommand> commands) {
        var keys = commands.stream().map(KeyedCommand::key).distinct().toList();
        var locked = Sending.now(reads.lockHead(tx, config.batchTimeLimit().toMillis()));
        var found = Sending.now(stored(tx, keys));
        var read = Sending.now(
                reads.state(tx, commands.stream().map(KeyedCommand::command).toList()));
        return locked.flatMap(head -> found.flatMap(stored -> {
            var sorted = SortedCommands.of(commands, stored, json);
            if (sorted.fresh().isEmpty()) {
                return Uni.createFrom().item(sorted.answers(List.of()));
            }
            return read.map(state -> timers.decide().record(() -> Ledger.decide(state, sorted.fresh(), head.next())))
                    .flatMap(decided -> write(tx, batch, sorted, decided));
        }));
    }

    /** The outcomes become JSON while the server writes the rest, and the answers while it writes the outcomes. */
    private Uni<List<Answer>> write(SqlConnection tx, UUID batch, SortedCommands sorted, Decided decided) {
        var started = Timer.start();
        var written = writes.write(tx, batch, decided);
        var saved = Sending.now(
                outcomes.save(tx, sorted.outcomes(decided), decided.time().at()));
        var answers = sorted.answers(decided.outcomes());
        return Uni.join()
                .all(written, saved)
                .andFailFast()
                .onTermination()
                .invoke(() -> started.stop(timers.write()))
                .replaceWith(answers);
    }

    /** The stored outcomes of these keys. Most batches have none; those that were posted are told with their posting's detail. */
    private Uni<StoredOutcomes> stored(SqlConnection connection, List<ScopedKey> keys) {
        return outcomes.find(connection, keys)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(StoredOutcomes.NONE)
                        : details(connection, found.values()).map(details -> new StoredOutcomes(found, details)));
    }

    private Uni<Map<UUID, String>> details(SqlConnection connection, Collection<StoredOutcome> found) {
        var postings = found.stream()
                .map(StoredOutcome::outcome)
                .map(json::read)
                .filter(Outcome.Posted.class::isInstance)
                .map(posted -> ((Outcome.Posted) posted).posting())
                .toArray(UUID[]::new);
        return connection
                .preparedQuery(DETAILS)
                .execute(Tuple.tuple().addArrayOfUUID(postings))
                .map(rows -> {
                    var details = new HashMap<UUID, String>();
                    rows.forEach(row -> details.put(row.getUUID(0), row.getString(1)));
                    return details;
                });
    }

    @Override
    public Uni<Optional<Answer>> recall(ScopedKey key, RequestHash hash) {
        return pool.withConnection(connection -> stored(connection, List.of(key)))
                .map(stored -> stored.has(key) ? Optional.of(stored.replay(key, hash, json)) : Optional.empty());
    }

    @Override
    public Uni<Boolean> committed(UUID batch) {
        return pool.preparedQuery(COMMITTED).execute(Tuple.of(batch)).map(rows -> rows.size() == 1);
    }
}
