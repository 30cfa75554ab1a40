package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store that answers as told, and remembers what it was asked. */
final class ScriptedStore implements LedgerStore {

    /** A batch as it reached the store. */
    record Batch(UUID id, List<KeyedCommand> commands) {}

    private final List<Batch> batches = new CopyOnWriteArrayList<>();
    private final List<UUID> lookedUp = new CopyOnWriteArrayList<>();
    private final Queue<Supplier<Uni<Boolean>>> lookups = new ArrayDeque<>();
    private final Queue<Runnable> open = new ArrayDeque<>();
    private volatile Runnable committing = () -> {};
    private Function<List<KeyedCommand>, Uni<List<Answer>>> commit =
            commands -> Uni.createFrom().item(Requests.answers(commands));

    /** What every commit does from now on. The default answers at once. */
    ScriptedStore onCommit(Function<List<KeyedCommand>, Uni<List<Answer>>> commit) {
        this.commit = commit;
        return this;
    }

    /** Every commit from now on stays open until {@link #endCommit}. */
    void leaveOpen(Function<List<KeyedCommand>, Uni<List<Answer>>> ending) {
        onCommit(commands -> Uni.createFrom()
                .emitter(commit ->
                        open.add(() -> ending.apply(commands).subscribe().with(commit::complete, commit::fail))));
    }

    /** Every commit from now on is answered by {@link #endCommit} only. */
    void leaveOpen() {
        leaveOpen(commands -> Uni.createFrom().item(Requests.answers(commands)));
    }

    /** The newest batch is decided and written: only its COMMIT is left to wait for. */
    void reachCommit() {
        committing.run();
    }

    boolean hasOpenCommit() {
        return !open.isEmpty();
    }

    /** Ends the oldest commit that was left open. */
    void endCommit() {
        open.remove().run();
    }

    void endCommits() {
        while (hasOpenCommit()) {
            endCommit();
        }
    }

    /** What the next look-up does; the last one told is repeated. */
    ScriptedStore onLookup(Supplier<Uni<Boolean>> lookup) {
        lookups.add(lookup);
        return this;
    }

    List<Batch> batches() {
        return batches;
    }

    /** The commands of each batch, in the order of commits. */
    List<List<KeyedCommand>> commits() {
        return batches.stream().map(Batch::commands).toList();
    }

    List<UUID> lookedUp() {
        return lookedUp;
    }

    @Override
    public Uni<List<Answer>> commit(UUID batch, List<KeyedCommand> commands, Runnable committing) {
        batches.add(new Batch(batch, commands));
        this.committing = committing;
        return commit.apply(commands);
    }

    @Override
    public Uni<Boolean> committed(UUID batch) {
        lookedUp.add(batch);
        return (lookups.size() > 1 ? lookups.remove() : lookups.element()).get();
    }

    @Override
    public Uni<Optional<Answer>> recall(ScopedKey key, RequestHash hash) {
        throw new UnsupportedOperationException("nothing here is recalled");
    }
}
