package dev.coinstage.promote.budget.domain;

import dev.coinstage.promote.quantity.Coins;
import dev.coinstage.promote.quantity.Micros;

/** What statements of the stores do to a budget, in plain words: each moves an amount from one place to another. */
final class BudgetSteps {

    private BudgetSteps() {}

    static Budget held(Coins held) {
        var none = Micros.NONE;
        return new Budget(held.micros(), none, none, none, none, held.micros(), none);
    }

    static Budget lend(Budget b, Micros slice) {
        return new Budget(
                b.held(),
                b.captured(),
                b.billed(),
                b.reserved(),
                b.leased().plus(slice),
                b.unleased().minus(slice),
                b.refunded());
    }

    static Budget giveBack(Budget b) {
        return new Budget(
                b.held(),
                b.captured(),
                b.billed(),
                b.reserved(),
                Micros.NONE,
                b.unleased().plus(b.leased()),
                b.refunded());
    }

    static Budget reserve(Budget b, Micros price) {
        return new Budget(
                b.held(),
                b.captured(),
                b.billed(),
                b.reserved().plus(price),
                b.leased().minus(price),
                b.unleased(),
                b.refunded());
    }

    static Budget bill(Budget b, Micros price) {
        return new Budget(
                b.held(),
                b.captured(),
                b.billed().plus(price),
                b.reserved().minus(price),
                b.leased(),
                b.unleased(),
                b.refunded());
    }

    static Budget expire(Budget b, Micros price) {
        return new Budget(
                b.held(),
                b.captured(),
                b.billed(),
                b.reserved().minus(price),
                b.leased().plus(price),
                b.unleased(),
                b.refunded());
    }

    static Budget capture(Budget b, Coins coins) {
        return new Budget(
                b.held(),
                b.captured().plus(coins.micros()),
                b.billed().minus(coins.micros()),
                b.reserved(),
                b.leased(),
                b.unleased(),
                b.refunded());
    }

    static Budget uncapture(Budget b, Coins coins) {
        return new Budget(
                b.held(),
                b.captured().minus(coins.micros()),
                b.billed().plus(coins.micros()),
                b.reserved(),
                b.leased(),
                b.unleased(),
                b.refunded());
    }

    static Budget settle(Budget b) {
        var none = Micros.NONE;
        return new Budget(
                b.held(), b.captured(), none, none, none, none, b.refund().micros());
    }
}
