package dev.coinstage.fraud.audit;

import dev.coinstage.defaults.startup.StartupGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Holds the trail against its hashes: the gauge {@code coinstage.audit.broken} is 0, or the first entry that was changed. */
@ApplicationScoped
class AuditCheck {

    private static final Logger LOG = Logger.getLogger(AuditCheck.class);

    private final Pool pool;
    private final StartupGate gate;
    private final AtomicLong broken;

    AuditCheck(Pool pool, StartupGate gate, MeterRegistry metrics) {
        this.pool = pool;
        this.gate = gate;
        this.broken = metrics.gauge("coinstage.audit.broken", new AtomicLong());
    }

    @Scheduled(every = "{coinstage.audit.check-every:5m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.query("SELECT coalesce(first_broken_audit(), 0)")
                .execute()
                .invoke(rows -> broken.set(rows.iterator().next().getLong(0)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("the audit trail could not be checked now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
