package dev.coinstage.wallet.debt.app;

import dev.coinstage.wallet.ledger.domain.AccountKey;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Who owes, and could pay. */
public interface DebtorStore {

    /**
     * @param own the debtor's account that pays; {@code debt} the receivable
     * @param owed more than 0
     */
    record Debtor(AccountKey own, AccountKey debt, long owed) {}

    /** Those whose own account has something available and takes postings. @param limit most of them, 1 or more */
    Uni<List<Debtor>> able(int limit);
}
