package dev.coinstage.promote.budget.db;

import dev.coinstage.promote.budget.app.BudgetStore;

/** The store for tests without the service around it. */
public final class BudgetStores {

    private BudgetStores() {}

    public static BudgetStore store() {
        return new PostgresBudgetStore();
    }
}
