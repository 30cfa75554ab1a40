package dev.coinstage.defaults.idempotency;

import dev.coinstage.defaults.partitions.MonthlyTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Outcomes by month of their keys: kept 31 to 62 days, longer than any key is taken. */
@ApplicationScoped
class OutcomeMonths {

    @Produces
    @Singleton
    MonthlyTable table() {
        return new MonthlyTable(
                "idempotency_outcome", "SELECT make_outcome_partitions($1, $2), drop_outcome_partitions($1)");
    }
}
