package dev.coinstage.wallet.ledger.domain;

import java.util.Set;

/**
 * What one caller may do to the ledger; nothing that is not listed.
 *
 * @param name of the caller: a service's client id, or a flow of the wallet itself
 */
public record Authority(String name, Set<Grant> grants, Set<AccountGrant> accountGrants) {

    /** May do the operation with that code between accounts of these kinds. */
    public record Grant(Operation operation, TransferCode code, AccountKind debit, AccountKind credit) {}

    /** May do the operation to accounts of that kind. */
    public record AccountGrant(Operation operation, AccountKind kind) {}

    public Authority {
        grants = Set.copyOf(grants);
        accountGrants = Set.copyOf(accountGrants);
    }

    public boolean allows(Operation operation, TransferCode code, AccountKind debit, AccountKind credit) {
        return grants.contains(new Grant(operation, code, debit, credit));
    }

    public boolean allows(Operation operation, AccountKind kind) {
        return accountGrants.contains(new AccountGrant(operation, kind));
    }
}
