package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import dev.coinstage.wallet.ledger.domain.Authority;
import dev.coinstage.wallet.ledger.domain.Link;
import dev.coinstage.wallet.ledger.domain.Operation;
import dev.coinstage.wallet.ledger.domain.TransferCode;

/** What a link's own words tell of whether it is permitted; a capture's code and accounts are known to the ledger only. */
final class Permissions {

    private Permissions() {}

    static boolean mayAsk(Authority authority, Link link) {
        if (link instanceof Link.Transfer it) {
            return moves(authority, Operation.TRANSFER, it.code(), it.debit(), it.credit());
        } else if (link instanceof Link.Balancing it) {
            return moves(authority, Operation.TRANSFER, it.code(), it.debit(), it.credit());
        } else if (link instanceof Link.Hold it) {
            return moves(authority, Operation.HOLD, it.code(), it.debit(), it.credit());
        } else if (link instanceof Link.Freeze it) {
            return authority.allows(Operation.FREEZE, it.account().kind());
        } else if (link instanceof Link.Unfreeze it) {
            return authority.allows(Operation.UNFREEZE, it.account().kind());
        } else if (link instanceof Link.Close it) {
            return authority.allows(Operation.CLOSE, it.account().kind());
        } else if (link instanceof Link.Limit it) {
            return authority.allows(Operation.LIMIT, it.account().kind());
        }
        return true;
    }

    private static boolean moves(
            Authority authority, Operation operation, TransferCode code, AccountKey debit, AccountKey credit) {
        return authority.allows(operation, code, debit.kind(), credit.kind());
    }
}
