package dev.coinstage.wallet.ledger.app;

import dev.coinstage.wallet.ledger.domain.Outcome;

/** What the ledger answers to a keyed command. */
public sealed interface Answer {

    /** @param replayed true when the outcome was decided by an earlier request with the same key */
    record Decided(Outcome outcome, boolean replayed) implements Answer {}

    /** The key was used for another request; nothing was decided. */
    record KeyReused() implements Answer {}
}
