package dev.coinstage.payout.payout.domain;

import dev.coinstage.payout.quantity.Diamonds;
import dev.coinstage.payout.quantity.Money;

/** What a change asks of others, written in the change's own transaction. */
public sealed interface Effect {

    /** The wallet gives the hold back. */
    record VoidHold() implements Effect {}

    /** The wallet captures the hold, and books the money that the provider paid for us. */
    record Settle() implements Effect {}

    /** The wallet books what came back. */
    record BookReturn(Diamonds diamonds, Money money) implements Effect {}

    /** The other services are told. */
    record Tell(News news) implements Effect {}

    enum News {
        REQUESTED,
        HELD,
        SUBMITTED,
        COMPLETED,
        FAILED,
        RETURNED,
        CANCELED
    }
}
