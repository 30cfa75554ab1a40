package dev.coinstage.wallet.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferIdTest {

    private static final UUID POSTING = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8080");

    @Test
    void a_posting_leaves_its_last_7_bits_to_its_transfers() {
        assertThat(TransferId.posting(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a80ff")))
                .isEqualTo(POSTING);
        assertThat(TransferId.posting(POSTING)).isEqualTo(POSTING);
    }

    @Test
    void a_transfers_id_is_its_postings_and_its_place_from_1() {
        assertThat(TransferId.of(POSTING, 0)).isEqualTo(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8081"));
        assertThat(TransferId.of(POSTING, 63)).isEqualTo(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a80c0"));
    }

    @Test
    void posting_and_place_are_read_from_the_id_at_every_place() {
        var ids = new HashSet<UUID>();
        for (var place = 0; place < TransferId.MOST_PLACES; place++) {
            var id = TransferId.of(POSTING, place);
            assertThat(TransferId.posting(id)).isEqualTo(POSTING);
            assertThat(TransferId.ordinal(id)).isEqualTo(place);
            ids.add(id);
        }
        assertThat(ids).hasSize(64);
    }

    @Test
    void a_postings_own_id_has_no_place() {
        assertThat(TransferId.ordinal(POSTING)).isEqualTo(-1);
    }

    /** The parts that came back are stored under these ids: the value was computed apart from this code. */
    @Test
    void a_part_that_came_back_has_the_uuid_of_its_transfer_and_number() {
        assertThat(NamedUuid.of(TransferId.of(POSTING, 0), "part 0"))
                .isEqualTo(UUID.fromString("63e70b7e-4386-5cf2-a538-fbf216af3b60"));
    }
}
