package dev.coinstage.fraud.casework.app;

import dev.coinstage.defaults.startup.StartupGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells how many cases wait, by age: the gauges {@code coinstage.cases.open}. */
@ApplicationScoped
class CaseGauges {

    private static final Logger LOG = Logger.getLogger(CaseGauges.class);
    private static final String OPEN = "coinstage.cases.open";

    private final CaseStore store;
    private final StartupGate gate;
    private final AtomicLong underAnHour;
    private final AtomicLong underADay;
    private final AtomicLong longer;
    private final AtomicLong overdue;

    CaseGauges(CaseStore store, StartupGate gate, MeterRegistry metrics) {
        this.store = store;
        this.gate = gate;
        this.underAnHour = metrics.gauge(OPEN, Tags.of("age", "1h"), new AtomicLong());
        this.underADay = metrics.gauge(OPEN, Tags.of("age", "24h"), new AtomicLong());
        this.longer = metrics.gauge(OPEN, Tags.of("age", "more"), new AtomicLong());
        this.overdue = metrics.gauge("coinstage.cases.overdue", new AtomicLong());
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> count() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.waiting()
                .invoke(waiting -> {
                    underAnHour.set(waiting.underAnHour());
                    underADay.set(waiting.underADay());
                    longer.set(waiting.longer());
                    overdue.set(waiting.overdue());
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("cases could not be counted now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
