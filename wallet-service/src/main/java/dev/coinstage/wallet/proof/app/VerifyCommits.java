package dev.coinstage.wallet.proof.app;

import dev.coinstage.wallet.proof.domain.Broken;
import dev.coinstage.wallet.proof.domain.Chain;
import dev.coinstage.wallet.proof.domain.Hash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Recomputes the hash chain of a slice of commits from the rows that are stored now. */
@ApplicationScoped
public class VerifyCommits {

    private final SealStore seals;

    VerifyCommits(SealStore seals) {
        this.seals = seals;
    }

    /**
     * @param from first commit held against its seal; {@code to} the last one, {@code from - 1} for none
     * @param head last commit; {@code sealedTo} last one with a seal
     * @param hash seal of {@code to}
     */
    public record Verified(long from, long to, long head, long sealedTo, Hash hash, Optional<Broken> firstBroken) {}

    /** @param from 1 or more; {@code limit} most commits, 1 or more */
    public Uni<Verified> of(long from, int limit) {
        return seals.slice(from, limit).map(slice -> verify(from, slice));
    }

    private static Verified verify(long from, SealStore.Slice slice) {
        var commits = slice.commits();
        var last = commits.isEmpty()
                ? slice.before()
                : commits.get(commits.size() - 1).seal();
        return new Verified(
                from,
                from + commits.size() - 1,
                slice.head(),
                slice.sealedTo(),
                last,
                Chain.firstBroken(slice.before(), commits));
    }
}
