package dev.coinstage.wallet.proof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinstage.wallet.proof.domain.Broken.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final Hash DIGEST = new Hash("ab".repeat(32));

    /** By {@code (printf '%064d'; printf 'ab%.0s' {1..32}) | xxd -r -p | sha256sum}. */
    private static final Hash FIRST = new Hash("debb3e7acfff6dd18d501042273629f0b79cb206bb8c24f59f62ddb80849403b");

    private static StoredCommit commit(long sequence, Hash seal) {
        return new StoredCommit(sequence, true, true, 3, 3, DIGEST, seal);
    }

    @Test
    void the_first_hash_is_that_of_zeros_and_the_first_digest() {
        assertThat(Chain.seals(Hash.GENESIS, List.of(commit(1, Hash.ABSENT))))
                .containsExactly(new Chain.Seal(1, FIRST));
    }

    @Test
    void each_seal_depends_on_all_before_it() {
        var seals = Chain.seals(Hash.GENESIS, List.of(commit(1, Hash.ABSENT), commit(2, Hash.ABSENT)));
        assertThat(seals.get(1).hash()).isEqualTo(FIRST.next(DIGEST)).isNotEqualTo(FIRST);
    }

    @Test
    void sealing_stops_at_a_commit_that_is_not_whole() {
        var gone = new StoredCommit(2, true, false, 0, 0, Hash.ABSENT, Hash.ABSENT);
        var fewer = new StoredCommit(2, true, true, 2, 3, DIGEST, Hash.ABSENT);
        for (var hurt : List.of(gone, fewer)) {
            assertThat(Chain.seals(Hash.GENESIS, List.of(commit(1, Hash.ABSENT), hurt, commit(3, Hash.ABSENT))))
                    .extracting(Chain.Seal::commit)
                    .containsExactly(1L);
        }
    }

    @Test
    void a_sound_chain_has_no_broken_commit() {
        assertThat(Chain.firstBroken(Hash.GENESIS, List.of(commit(1, FIRST), commit(2, FIRST.next(DIGEST)))))
                .isEmpty();
        assertThat(Chain.firstBroken(Hash.GENESIS, List.of())).isEmpty();
    }

    @Test
    void the_first_broken_commit_is_named_with_its_reason() {
        var second = FIRST.next(DIGEST);
        assertThat(Chain.firstBroken(Hash.GENESIS, List.of(commit(1, FIRST), commit(2, FIRST))))
                .isEqualTo(broken(2, Reason.HASH_DIFFERS));
        assertThat(Chain.firstBroken(Hash.GENESIS, List.of(commit(1, Hash.ABSENT), commit(2, second))))
                .isEqualTo(broken(1, Reason.SEAL_MISSING));
        assertThat(Chain.firstBroken(Hash.ABSENT, List.of(commit(2, second))))
                .isEqualTo(broken(1, Reason.SEAL_MISSING));
        var orphan = new StoredCommit(2, false, true, 3, 3, DIGEST, second);
        assertThat(Chain.firstBroken(FIRST, List.of(orphan))).isEqualTo(broken(1, Reason.GAP));
        var more = new StoredCommit(2, true, true, 4, 3, DIGEST, second);
        assertThat(Chain.firstBroken(FIRST, List.of(more))).isEqualTo(broken(2, Reason.ROWS_MISSING));
    }

    private static Optional<Broken> broken(long commit, Reason reason) {
        return Optional.of(new Broken(commit, reason));
    }
}
