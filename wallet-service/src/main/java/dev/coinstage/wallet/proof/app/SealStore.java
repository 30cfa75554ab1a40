package dev.coinstage.wallet.proof.app;

import dev.coinstage.wallet.proof.domain.Hash;
import dev.coinstage.wallet.proof.domain.StoredCommit;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Where seals of commits are kept. */
public interface SealStore {

    /**
     * Seals the commits that follow the last sealed one, in one transaction that takes no lock of the ledger's. When another
     * process is at it, nothing is done.
     *
     * @param most commits, 1 or more
     */
    Uni<Progress> seal(int most, Instant now);

    /**
     * Commits as they are stored now, with their seals; one snapshot.
     *
     * @param from first commit, 1 or more; {@code limit} most commits, 1 or more
     * @return fails with {@link ProofTimedOut}
     */
    Uni<Slice> slice(long from, int limit);

    /**
     * @param sealed commits sealed just now
     * @param unsealed committed and not sealed yet, after it
     */
    record Progress(long sealed, long unsealed) {}

    /**
     * @param head last commit; {@code sealedTo} last one with a seal, 0 for none
     * @param before seal of the commit before the first of these, see {@code Chain.firstBroken}
     * @param commits up to {@code sealedTo}
     */
    record Slice(long head, long sealedTo, Hash before, List<StoredCommit> commits) {}
}
