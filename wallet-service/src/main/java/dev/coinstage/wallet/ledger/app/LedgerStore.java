package dev.coinstage.wallet.ledger.app;

import dev.coinstage.defaults.idempotency.RequestHash;
import dev.coinstage.defaults.idempotency.ScopedKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where postings are kept. */
public interface LedgerStore {

    /**
     * Decides and writes the commands in one transaction.
     *
     * @param batch names the transaction, so that its fate can be asked for when COMMIT got no answer
     * @param committing called at most once, when only the COMMIT is left to wait for
     * @return one answer per command, in their order, once the commit is durable; fails with {@link CommitUnknown} when
     *     COMMIT got no answer, with anything else when nothing was written
     */
    Uni<List<Answer>> commit(UUID batch, List<KeyedCommand> commands, Runnable committing);

    /** What was answered to that key before; {@link Answer.KeyReused} when it was used for another request. */
    Uni<Optional<Answer>> recall(ScopedKey key, RequestHash hash);

    /** Whether the batch of that name was committed. */
    Uni<Boolean> committed(UUID batch);
}
