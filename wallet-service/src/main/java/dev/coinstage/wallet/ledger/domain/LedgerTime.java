package dev.coinstage.wallet.ledger.domain;

import java.time.Instant;

/**
 * A commit's place in the ledger's order, taken from its locked head.
 *
 * @param commitSequence number of this commit
 * @param lastPosting sequence of the last posting before it
 * @param at never before the previous commit's time
 */
public record LedgerTime(long commitSequence, long lastPosting, Instant at) {}
