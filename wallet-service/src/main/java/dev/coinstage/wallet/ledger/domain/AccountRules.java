package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Decided.AccountChange;
import dev.coinstage.wallet.ledger.domain.Outcome.Refusal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Flags and limits of accounts. They go through the same queue as money, so that each transfer is clearly before or after. */
final class AccountRules {

    private final OpenChain chain;

    AccountRules(OpenChain chain) {
        this.chain = chain;
    }

    Optional<Refusal> change(Link asked) {
        if (asked instanceof Link.Freeze freeze) {
            return change(Operation.FREEZE, freeze.account(), account -> account.frozen(true));
        } else if (asked instanceof Link.Unfreeze unfreeze) {
            return change(Operation.UNFREEZE, unfreeze.account(), account -> account.frozen(false));
        } else if (asked instanceof Link.Limit limit) {
            return change(
                    Operation.LIMIT, limit.account(), account -> account.limited(limit.minimum(), limit.maximum()));
        } else if (asked instanceof Link.Close close) {
            return change(Operation.CLOSE, close.account(), Account::closedForEver);
        }
        throw new IllegalArgumentException("no rule for " + asked);
    }

    private Optional<Refusal> change(Operation operation, AccountKey key, UnaryOperator<Account> change) {
        if (!chain.authority().allows(operation, key.kind())) {
            return Optional.of(new Outcome.NotPermitted(chain.authority().name(), operation));
        }
        var account = chain.batch().account(key);
        if (account.closed()) {
            return Optional.of(new Outcome.AccountClosed(key.id()));
        }
        var held = account.debitsPending() + account.creditsPending();
        if (operation == Operation.CLOSE && (account.balance() != 0 || held != 0)) {
            return Optional.of(new Outcome.AccountNotEmpty(key.id(), account.balance(), held));
        }
        keep(change.apply(account));
        return Optional.empty();
    }

    private void keep(Account account) {
        chain.save(account);
        chain.batch()
                .add(new AccountChange(
                        chain.sequence(),
                        chain.link(),
                        account.key().id(),
                        account.frozen(),
                        account.closed(),
                        account.minimum(),
                        account.maximum()));
    }
}
