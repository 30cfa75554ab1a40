package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/** What a movement does to lots beside drawing, which follows from the debited account's kind. */
public sealed interface LotEffect {

    /** The moved units found no new lot. */
    record None() implements LotEffect {}

    /** The moved units become a new lot of the credited account. */
    record Issue(UUID lot, LotSource source) implements LotEffect {}

    LotEffect NONE = new None();
}
