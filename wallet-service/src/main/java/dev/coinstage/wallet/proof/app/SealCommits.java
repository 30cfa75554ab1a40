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
import org.jboss.logging.Logger;

/**
 * Seals commits behind the writes. Whatever piled up while no process ran is sealed batch by batch; of several processes one
 * seals at a time.
 */
@ApplicationScoped
public class SealCommits {

    private static final Logger LOG = Logger.getLogger(SealCommits.class);

    private final SealStore seals;
    private final ProofConfig config;
    private final StartupGate gate;
    private final Clock clock;
    private final Timer timer;
    private volatile long unsealed;

    SealCommits(SealStore seals, ProofConfig config, StartupGate gate, Clock clock, MeterRegistry metrics) {
        this.seals = seals;
        this.config = config;
        this.gate = gate;
        this.clock = clock;
        this.timer = metrics.timer("coinstage.ledger.seal.time");
        Gauge.builder("coinstage.ledger.unsealed", this, sealer -> sealer.unsealed)
                .register(metrics);
    }

    @Scheduled(every = "${coinstage.proof.seal-every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return run().onFailure()
                .invoke(failure -> LOG.warnf("commits could not be sealed now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Seals until nothing is left that can be sealed now. */
    public Uni<Void> run() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(progress -> progress.sealed() == config.sealBatch())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<SealStore.Progress> step() {
        var began = Timer.start();
        return seals.seal(config.sealBatch(), clock.instant()).invoke(progress -> {
            began.stop(timer);
            tell(progress);
        });
    }

    private void tell(SealStore.Progress progress) {
        unsealed = progress.unsealed();
    }
}
