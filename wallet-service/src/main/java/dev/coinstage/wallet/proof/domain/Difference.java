package dev.coinstage.wallet.proof.domain;

import java.util.UUID;

/**
 * Where the books say something else than their transfers.
 *
 * @param recorded what the account, hold or lots say; {@code replayed} what follows from the transfers; units of the account's
 *     asset, or rows for {@link What#POSTINGS}
 */
public record Difference(UUID account, What what, long recorded, long replayed) {

    /** What differs. */
    public enum What {
        /** Units that left the account. */
        DEBITS_POSTED,
        /** Units that reached it. */
        CREDITS_POSTED,
        /** Units of it that are held. */
        DEBITS_PENDING,
        /** Units held in its favour. */
        CREDITS_PENDING,
        /** Amount of a hold on it. */
        HOLD_AMOUNT,
        /** What was captured of a hold on it. */
        HOLD_CAPTURED,
        /** What was given back of a hold on it. */
        HOLD_RELEASED,
        /** What is left of its lots, against its balance less what is held. */
        LOTS_LEFT,
        /** What its lots began with, against what was issued to it. */
        LOTS_ISSUED,
        /** Postings of transfers out of it. */
        POSTINGS
    }
}
