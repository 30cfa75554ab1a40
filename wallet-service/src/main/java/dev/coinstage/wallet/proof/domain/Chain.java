package dev.coinstage.wallet.proof.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hash chain over commits: {@code hash(c) = SHA-256(hash(c - 1), digest(c))}, from {@link Hash#GENESIS} on. */
public final class Chain {

    private Chain() {}

    /** A commit with the hash that seals it. */
    public record Seal(long commit, Hash hash) {}

    /**
     * Seals of the commits that follow one another without a fault. Sealing stops at a commit whose rows are not whole: a seal
     * would declare them to be.
     *
     * @param last hash of the commit before the first of these
     */
    public static List<Seal> seals(Hash last, List<StoredCommit> commits) {
        var seals = new ArrayList<Seal>(commits.size());
        var hash = last;
        for (var commit : commits) {
            if (commit.gap().isPresent()) {
                break;
            }
            hash = hash.next(commit.digest());
            seals.add(new Seal(commit.sequence(), hash));
        }
        return seals;
    }

    /**
     * Holds commits against their seals.
     *
     * @param before seal of the commit before the first of these; {@link Hash#GENESIS} before the first of all
     * @param commits in their order
     * @return the first that is broken
     */
    public static Optional<Broken> firstBroken(Hash before, List<StoredCommit> commits) {
        var hash = before;
        for (var commit : commits) {
            var broken = hash.equals(Hash.ABSENT)
                    ? Optional.of(new Broken(commit.sequence() - 1, Broken.Reason.SEAL_MISSING))
                    : broken(hash, commit);
            if (broken.isPresent()) {
                return broken;
            }
            hash = commit.seal();
        }
        return Optional.empty();
    }

    private static Optional<Broken> broken(Hash before, StoredCommit commit) {
        return commit.gap().or(() -> {
            if (commit.seal().equals(Hash.ABSENT)) {
                return Optional.of(new Broken(commit.sequence(), Broken.Reason.SEAL_MISSING));
            }
            return before.next(commit.digest()).equals(commit.seal())
                    ? Optional.empty()
                    : Optional.of(new Broken(commit.sequence(), Broken.Reason.HASH_DIFFERS));
        });
    }
}
