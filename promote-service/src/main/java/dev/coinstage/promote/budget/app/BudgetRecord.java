package dev.coinstage.promote.budget.app;

import dev.coinstage.promote.budget.domain.Budget;
import java.util.UUID;

/**
 * A budget as stored.
 *
 * @param hold the wallet's transfer that set the coins aside
 * @param holdGone the wallet gave the hold back by itself: nothing of it can be captured or voided
 * @param settled the rest was refunded
 */
public record BudgetRecord(UUID campaign, UUID hold, Budget figures, boolean holdGone, boolean settled) {}
