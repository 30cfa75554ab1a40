package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.defaults.startup.Ticker;
import dev.coinstage.payout.payout.domain.PayoutState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts open payouts in the database now and then, so that a look at the metrics costs nothing. */
@ApplicationScoped
class PayoutMetrics {

    /** The others would need a count of all payouts that ever were. */
    private static final Set<PayoutState> OPEN = EnumSet.complementOf(EnumSet.of(
            PayoutState.COMPLETED,
            PayoutState.RETURNED,
            PayoutState.REJECTED,
            PayoutState.CANCELED,
            PayoutState.FAILED));

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PayoutStore store;
    private final StartupGate gate;
    private final Clock clock;
    private final List<Cancellable> tickers = new ArrayList<>();
    private volatile PayoutStore.Census census = new PayoutStore.Census(Map.of(), Optional.empty());

    PayoutMetrics(PayoutStore store, StartupGate gate, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.gate = gate;
        this.clock = clock;
        for (var state : OPEN) {
            Gauge.builder("coinstage.payouts", () -> census.byState().getOrDefault(state.name(), 0L))
                    .tag("state", state.name())
                    .register(metrics);
        }
        Gauge.builder("coinstage.payouts.unknown.oldest", this::oldestUnknownSeconds)
                .baseUnit("seconds")
                .register(metrics);
        metrics.counter("coinstage.payouts.contradictions");
    }

    void begin(@Observes StartupEvent event) {
        tickers.add(Ticker.start("payouts cannot be counted", EVERY, gate, this::count));
    }

    private Uni<Void> count() {
        return store.census().invoke(counted -> census = counted).replaceWithVoid();
    }

    private long oldestUnknownSeconds() {
        return census.oldestUnknown()
                .map(since -> Duration.between(since, clock.instant()).toSeconds())
                .orElse(0L);
    }

    @PreDestroy
    void end() {
        tickers.forEach(Cancellable::cancel);
    }
}
