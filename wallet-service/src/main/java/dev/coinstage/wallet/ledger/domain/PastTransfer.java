package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * An earlier transfer that a command wants to reverse.
 *
 * @param axisFrom where its draw began, or {@link Decided.PostedTransfer#NO_DRAW}
 */
public record PastTransfer(
        UUID id, TransferKind kind, TransferCode code, UUID debit, UUID credit, long amount, long axisFrom) {}
