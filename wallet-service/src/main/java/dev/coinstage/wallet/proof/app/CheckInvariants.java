package dev.coinstage.wallet.proof.app;

import dev.coinstage.defaults.startup.StartupGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Checks while the service runs what must always hold, and tells it as metrics: the gauge {@code coinstage.ledger.broken} by
 * invariant, in violations found, and {@code coinstage.ledger.checked}, when that was, in seconds since 1970.
 */
@ApplicationScoped
public class CheckInvariants {

    private static final Logger LOG = Logger.getLogger(CheckInvariants.class);
    private static final double MILLIS = 1_000;

    private final BooksStore books;
    private final ProofConfig config;
    private final StartupGate gate;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Timer timer;
    private final Map<String, Long> broken = new ConcurrentHashMap<>();
    private volatile long checkedAt;

    CheckInvariants(BooksStore books, ProofConfig config, StartupGate gate, Clock clock, MeterRegistry metrics) {
        this.books = books;
        this.config = config;
        this.gate = gate;
        this.clock = clock;
        this.metrics = metrics;
        this.timer = metrics.timer("coinstage.ledger.check.time");
        Gauge.builder("coinstage.ledger.checked", this, check -> check.checkedAt / MILLIS)
                .register(metrics);
    }

    @Scheduled(every = "${coinstage.proof.check-every:60s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return run().onFailure()
                .invoke(failure -> LOG.warnf("invariants could not be checked now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    public Uni<Void> run() {
        return Uni.createFrom().deferred(() -> {
            var began = Timer.start();
            return books.violations(config.checkPostings())
                    .invoke(found -> began.stop(timer))
                    .invoke(this::tell)
                    .replaceWithVoid();
        });
    }

    private void tell(Map<String, Long> found) {
        found.forEach((invariant, violations) -> {
            if (broken.put(invariant, violations) == null) {
                Gauge.builder("coinstage.ledger.broken", broken, known -> known.get(invariant))
                        .tag("invariant", invariant)
                        .register(metrics);
            }
        });
        checkedAt = clock.millis();
        var violated = new TreeMap<>(found);
        violated.values().removeIf(violations -> violations == 0);
        if (!violated.isEmpty()) {
            LOG.errorf("the books are broken: %s", violated);
        }
    }
}
