package dev.coinstage.wallet.ledger.domain;

import dev.coinstage.wallet.ledger.domain.Authority.AccountGrant;
import dev.coinstage.wallet.ledger.domain.Authority.Grant;
import java.util.HashSet;
import java.util.Set;

/** Authorities of tests. */
final class Permissions {

    /** May do anything that there is. */
    static final Authority ALL = new Authority("all", grants(), accountGrants());

    /** May do nothing. */
    static final Authority NONE = new Authority("none", Set.of(), Set.of());

    private Permissions() {}

    static Set<Grant> grants() {
        var grants = new HashSet<Grant>();
        for (var operation : Operation.values()) {
            for (var code : TransferCode.values()) {
                for (var debit : AccountKind.values()) {
                    for (var credit : AccountKind.values()) {
                        grants.add(new Grant(operation, code, debit, credit));
                    }
                }
            }
        }
        return grants;
    }

    static Set<AccountGrant> accountGrants() {
        var grants = new HashSet<AccountGrant>();
        for (var operation : Operation.values()) {
            for (var kind : AccountKind.values()) {
                grants.add(new AccountGrant(operation, kind));
            }
        }
        return grants;
    }

    /** May do anything but that operation. */
    static Authority allBut(Operation forbidden) {
        var grants = new HashSet<>(ALL.grants());
        grants.removeIf(grant -> grant.operation() == forbidden);
        var accountGrants = new HashSet<>(ALL.accountGrants());
        accountGrants.removeIf(grant -> grant.operation() == forbidden);
        return new Authority("all but " + forbidden, grants, accountGrants);
    }
}
