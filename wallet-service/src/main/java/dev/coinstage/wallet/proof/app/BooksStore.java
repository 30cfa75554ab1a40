package dev.coinstage.wallet.proof.app;

import dev.coinstage.wallet.proof.domain.Difference;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Reads the books against themselves. Each read is one snapshot. */
public interface BooksStore {

    /**
     * Replays all transfers, from the first on.
     *
     * @param most differences
     * @return fails with {@link ProofTimedOut}
     */
    Uni<Replayed> replay(int most);

    /**
     * Violations of each invariant, by its name.
     *
     * @param postings newest ones whose accounts and transfers are looked at, where not all are
     */
    Uni<Map<String, Long>> violations(int postings);

    /** @param commit the head's commit that it is true for */
    record Replayed(long commit, List<Difference> differences) {}
}
