package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.defaults.startup.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks for payouts whose time has come, and makes their next steps. */
@ApplicationScoped
public class PayoutJanitor {

    private static final Logger LOG = Logger.getLogger(PayoutJanitor.class);
    /** A payout has fewer steps in a row; more would be two states that chase each other. */
    private static final int MOST_STEPS = 10;

    private final PayoutStore store;
    private final AdvancePayout advance;
    private final StartupQueries startup;
    private final Agenda agenda;
    private final PayoutConfig config;
    private final StartupGate gate;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<Cancellable> tickers = new ArrayList<>();

    PayoutJanitor(
            PayoutStore store,
            AdvancePayout advance,
            StartupQueries startup,
            Agenda agenda,
            PayoutConfig config,
            StartupGate gate,
            Clock clock) {
        this.store = store;
        this.advance = advance;
        this.startup = startup;
        this.agenda = agenda;
        this.config = config;
        this.gate = gate;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        startup.begin();
        tickers.add(Ticker.start("payouts cannot be looked for", config.lookEvery(), gate, this::look));
    }

    @PreDestroy
    void end() {
        tickers.forEach(Cancellable::cancel);
    }

    private Uni<Void> look() {
        var room = config.lookBatch() - underWay.get();
        if (room <= 0) {
            return Uni.createFrom().voidItem();
        }
        return startup.wake()
                .flatMap(woken -> store.claim(clock.instant(), config.lease(), room))
                .invoke(due -> due.forEach(this::start))
                .replaceWithVoid();
    }

    /** Each on its own: one that waits for the provider holds up no other. */
    private void start(UUID id) {
        underWay.incrementAndGet();
        steps(id, MOST_STEPS)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("payout %s is looked at again later: %s", id, failure));
    }

    private Uni<Void> steps(UUID id, int left) {
        return advance.of(id)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.infof("payout %s waits: %s", id, failure.toString());
                    return false;
                })
                .flatMap(moved -> moved && left > 1 ? goOn(id, left - 1) : putOff(id, moved));
    }

    /** At once, if it is still this process' turn: a payout that asks for a pause gets it. */
    private Uni<Void> goOn(UUID id, int left) {
        return store.byId(id)
                .flatMap(found ->
                        found.flatMap(record -> agenda.next(record.payout(), record.createdAt(), clock.instant()))
                                        .filter(due -> !due.isAfter(clock.instant()))
                                        .isPresent()
                                ? steps(id, left)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> putOff(UUID id, boolean moved) {
        return moved
                ? Uni.createFrom().voidItem()
                : store.byId(id)
                        .map(Optional::orElseThrow)
                        .flatMap(record -> store.putOff(record, agenda.again(record, clock.instant())));
    }
}
