package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Outcome.BalanceTooLarge;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.Optional;

/** Running totals stay exact: with what is pending they never pass {@link Account#LARGEST}. */
final class Limits {

    private Limits() {}

    static Optional<Refusal> refusal(Account debit, Account credit, long amount) {
        if (credit.creditsPosted() + credit.creditsPending() > Account.LARGEST - amount) {
            return Optional.of(new BalanceTooLarge(credit.key().id(), Account.LARGEST));
        }
        if (debit.debitsPosted() + debit.debitsPending() > Account.LARGEST - amount) {
            return Optional.of(new BalanceTooLarge(debit.key().id(), Account.LARGEST));
        }
        return Optional.empty();
    }
}
