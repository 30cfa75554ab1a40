package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.idempotency.ReactiveOutcomes;
import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.wallet.ledger.app.Answer;
import dev.coinstage.wallet.ledger.app.CommitUnknown;
import dev.coinstage.wallet.ledger.app.KeyedCommand;
import dev.coinstage.wallet.ledger.app.LedgerStore;
import dev.coinstage.wallet.ledger.app.PostingConfig;
import dev.coinstage.wallet.ledger.domain.Decided;
import dev.coinstage.wallet.ledger.domain.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One transaction per batch: lock the head; read, in later statements, since a join that waited for the lock would return
 * stale rows; decide; write; commit. Closing a connection rolls back what it left open, so a batch that ran out of time
 * cannot hold the head.
 */
@ApplicationScoped
class PostgresLedgerStore implements LedgerStore {

    private static final String COMMITTED = "SELECT 1 FROM posting_batch WHERE id = $1";

    private final Pool pool;
    private final LedgerReads reads;
    private final LedgerWrites writes;
    private final ReactiveOutcomes outcomes;
    private final OutcomeJson json;
    private final PostingConfig config;

    PostgresLedgerStore(
            Pool pool,
            LedgerReads reads,
            LedgerWrites writes,
            ReactiveOutcomes outcomes,
            OutcomeJson json,
            PostingConfig config) {
        this.pool = pool;
        this.reads = reads;
        this.writes = writes;
        this.outcomes = outcomes;
        this.json = json;
        this.config = config;
    }

    @Override
    public Uni<List<Answer>> commit(UUID batch, List<KeyedCommand> commands) {
        return pool.getConnection()
                .flatMap(connection -> transact(connection, batch, commands)
                        .ifNoItem()
                        .after(config.batchTimeLimit())
                        .fail()
                        .onTermination()
                        .invoke(connection::closeAndForget));
    }

    private Uni<List<Answer>> transact(SqlConnection connection, UUID batch, List<KeyedCommand> commands) {
        return connection
                .begin()
                .flatMap(tx -> decideAndWrite(connection, batch, commands)
                        .onFailure()
                        .call(failure -> tx.rollback().onFailure().recoverWithNull())
                        .call(answers -> commit(tx, answers)));
    }

    /** A server that answers COMMIT with an error has rolled back; only a connection without an answer leaves it open. */
    private static Uni<Void> commit(Transaction tx, List<Answer> answers) {
        return tx.commit()
                .onFailure(failure -> !(failure instanceof PgException))
                .transform(failure -> new CommitUnknown(answers, failure));
    }

    private Uni<List<Answer>> decideAndWrite(SqlConnection tx, UUID batch, List<KeyedCommand> commands) {
        var keys = commands.stream().map(KeyedCommand::key).distinct().toList();
        return reads.lockHead(tx, config.batchTimeLimit().toMillis())
                .flatMap(head -> outcomes.find(tx, keys).flatMap(found -> {
                    var sorted = SortedCommands.of(commands, found, json);
                    if (sorted.fresh().isEmpty()) {
                        return Uni.createFrom().item(sorted.answers(List.of()));
                    }
                    return reads.state(tx, sorted.fresh())
                            .map(state -> Ledger.decide(state, sorted.fresh(), head.next()))
                            .call(decided -> write(tx, batch, sorted, decided))
                            .map(decided -> sorted.answers(decided.outcomes()));
                }));
    }

    private Uni<Void> write(SqlConnection tx, UUID batch, SortedCommands sorted, Decided decided) {
        return Uni.join()
                .all(
                        writes.write(tx, batch, decided),
                        outcomes.save(
                                tx, sorted.outcomes(decided), decided.time().at()))
                .andFailFast()
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Answer>> recall(ScopedKey key, RequestHash hash) {
        return pool.withConnection(connection -> outcomes.find(connection, List.of(key)))
                .map(found -> Optional.ofNullable(found.get(key)).map(stored -> json.replay(stored, hash)));
    }

    @Override
    public Uni<Boolean> committed(UUID batch) {
        return pool.preparedQuery(COMMITTED).execute(Tuple.of(batch)).map(rows -> rows.size() == 1);
    }
}
