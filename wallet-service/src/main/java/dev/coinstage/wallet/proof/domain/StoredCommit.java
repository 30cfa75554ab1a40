package dev.coinstage.wallet.proof.domain;

import java.util.Optional;

/**
 * What the tables hold of one commit now.
 *
 * @param sequence 1 or more
 * @param previous whether its predecessor has its row; true for the first commit
 * @param present whether it has its own
 * @param postings that there are; {@code expected} that it had
 * @param digest SHA-256 of its rows in their canonical form
 * @param seal that was kept of it, or {@link Hash#ABSENT}
 */
public record StoredCommit(
        long sequence, boolean previous, boolean present, long postings, long expected, Hash digest, Hash seal) {

    /** What can be seen of its rows without any seal; empty when they are whole. */
    Optional<Broken> gap() {
        if (!previous) {
            return Optional.of(new Broken(sequence - 1, Broken.Reason.GAP));
        }
        if (!present) {
            return Optional.of(new Broken(sequence, Broken.Reason.GAP));
        }
        return postings == expected ? Optional.empty() : Optional.of(new Broken(sequence, Broken.Reason.ROWS_MISSING));
    }
}
