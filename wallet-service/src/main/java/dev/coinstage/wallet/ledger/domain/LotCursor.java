package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * How far an account's coins were drawn.
 *
 * @param axis coins ever drawn; every draw advances it, nothing moves it back
 * @param lot the lot drawn from last, or {@link #NO_LOT}
 * @param left coins left in that lot
 */
public record LotCursor(long axis, UUID lot, long left) {

    public static final UUID NO_LOT = new UUID(0, 0);
    public static final LotCursor START = new LotCursor(0, NO_LOT, 0);
}
