package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Units set aside, and what became of them.
 *
 * @param id of the transfer that made it
 * @param captured units moved since; {@code released} units given back
 * @param expiresAt see {@link Link.Hold}
 * @param axisFrom where its draw begins on the debited account's axis, or {@link Decided.PostedTransfer#NO_DRAW};
 *     captures take from there on, what is given back is the tail
 */
public record Hold(
        UUID id,
        UUID debit,
        UUID credit,
        long amount,
        long captured,
        long released,
        TransferCode code,
        Instant expiresAt,
        long axisFrom) {

    public long left() {
        return amount - captured - released;
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Hold captured(long more) {
        return new Hold(id, debit, credit, amount, captured + more, released, code, expiresAt, axisFrom);
    }

    Hold releasedWhole() {
        return new Hold(id, debit, credit, amount, captured, amount - captured, code, expiresAt, axisFrom);
    }
}
