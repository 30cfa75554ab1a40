package dev.coinstage.promote.settlement.app;

import dev.coinstage.defaults.startup.StartupGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Looks every minute whether the parts of each hold are still the whole. */
@ApplicationScoped
class CheckBudgets {

    private static final Logger LOG = Logger.getLogger(CheckBudgets.class);

    private final SettlementStore settlements;
    private final StartupGate gate;
    private final AtomicLong broken = new AtomicLong();

    CheckBudgets(SettlementStore settlements, StartupGate gate, MeterRegistry metrics) {
        this.settlements = settlements;
        this.gate = gate;
        Gauge.builder("coinstage.budgets.broken", broken, AtomicLong::doubleValue)
                .baseUnit("budgets")
                .register(metrics);
    }

    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> check() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return settlements
                .broken()
                .invoke(this::tell)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void tell(long found) {
        broken.set(found);
        if (found > 0) {
            LOG.errorf("%d budgets are broken: look at the view budget_broken", found);
        }
    }
}
