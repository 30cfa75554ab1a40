package dev.coinstage.wallet.ledger.domain;

/** What a transfer does to lots beside drawing, which follows from the debited account's kind. */
public sealed interface LotEffect {

    /** The moved units found no new lot. */
    record None() implements LotEffect {}

    /** The moved units become a new lot of the credited account, with the transfer's id. */
    record Issue(LotSource source) implements LotEffect {}

    LotEffect NONE = new None();
}
