package dev.coinstage.wallet.ledger.domain;

import java.util.UUID;

/**
 * One transfer asked for, as a link of a chain.
 *
 * @param amount units of the accounts' asset, 1 to 2^53 - 1
 * @param lots an issue if, and only if, the credited account holds lots: a unit there without a lot could never be drawn
 */
public record Movement(UUID id, AccountKey debit, AccountKey credit, long amount, TransferCode code, LotEffect lots) {

    public Movement {
        if (!debit.asset().equals(credit.asset())) {
            throw new IllegalArgumentException("a transfer from " + debit.asset() + " to " + credit.asset());
        }
        if (amount < 1 || amount > Account.LARGEST) {
            throw new IllegalArgumentException(
                    "an amount lies between 1 and " + Account.LARGEST + ", not at " + amount);
        }
        if (credit.kind().holdsLots() != lots instanceof LotEffect.Issue) {
            throw new IllegalArgumentException("lots are issued on accounts of lots, always, and nowhere else");
        }
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("a transfer from an account to itself");
        }
    }

    public static Movement of(UUID id, AccountKey debit, AccountKey credit, long amount, TransferCode code) {
        return new Movement(id, debit, credit, amount, code, LotEffect.NONE);
    }
}
