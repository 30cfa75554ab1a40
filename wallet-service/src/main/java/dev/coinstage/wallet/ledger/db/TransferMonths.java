package dev.coinstage.wallet.ledger.db;

import dev.coinstage.defaults.partitions.MonthlyTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Transfers by month of their commit, kept for ever. */
@ApplicationScoped
class TransferMonths {

    @Produces
    @Singleton
    MonthlyTable table() {
        return new MonthlyTable("transfer", "SELECT make_transfer_partitions($1, $2)");
    }
}
