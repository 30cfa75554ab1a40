package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * A transfer's id is its posting's id plus its place there, so that neither needs an index to find the other: the last
 * {@value #PLACE_BITS} bits of a posting's id are zero, and hold place + 1 in a transfer's id.
 */
public final class TransferId {

    static final int PLACE_BITS = 7;

    /** Places of one posting: at most 32 links, and none makes more than two transfers. */
    static final int MOST_PLACES = 64;

    private static final long PLACE = (1L << PLACE_BITS) - 1;

    private TransferId() {}

    /** The posting's id with room for places; idempotent, and the posting of a transfer's id. */
    public static UUID posting(UUID id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~PLACE);
    }

    /**
     * @param posting as {@link #posting} returns it
     * @param ordinal place in the posting, from 0
     */
    public static UUID of(UUID posting, int ordinal) {
        return new UUID(posting.getMostSignificantBits(), posting.getLeastSignificantBits() | (ordinal + 1));
    }

    /** Place of the transfer in its posting, from 0; -1 when the id is a posting's. */
    public static int ordinal(UUID transfer) {
        return (int) (transfer.getLeastSignificantBits() & PLACE) - 1;
    }
}
