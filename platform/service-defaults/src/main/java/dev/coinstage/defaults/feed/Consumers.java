package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.feed.Consumption.Parts;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.defaults.startup.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Runs a consumption for every {@link FeedHandler} of the service, and replays what they parked. */
@ApplicationScoped
class Consumers {

    private static final Logger LOG = Logger.getLogger(Consumers.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final List<FeedHandler> handlers;
    private final Parts parts;
    private final StartupGate gate;
    private final String holder;
    private final AtomicLong waiting;
    private final List<Consumption> running = new ArrayList<>();
    private final List<Cancellable> tickers = new ArrayList<>();

    Consumers(
            @All List<FeedHandler> handlers,
            Pool pool,
            FeedClient client,
            Cursors cursors,
            ParkedEvents parked,
            FeedConfig config,
            MeterRegistry metrics,
            StartupGate gate,
            IdSource ids) {
        this.handlers = handlers;
        this.parts = new Parts(pool, client, cursors, parked, config, metrics);
        this.gate = gate;
        this.holder = ids.next().toString();
        this.waiting = metrics.gauge("coinstage.feed.parked", new AtomicLong());
        requireOwnNames();
    }

    private void requireOwnNames() {
        var names = new HashSet<String>();
        for (var handler : handlers) {
            if (!names.add(handler.effect())) {
                throw new IllegalStateException("two effects are called " + handler.effect());
            }
        }
    }

    void begin(@Observes StartupEvent event) {
        for (var handler : handlers) {
            var consumption = new Consumption(handler, holder, parts);
            running.add(consumption);
            tickers.add(Ticker.start(
                    handler.effect() + " cannot take the feed of " + handler.feed(),
                    parts.config().lookEvery(),
                    gate,
                    consumption::look));
        }
        tickers.add(Ticker.start("parked events cannot be counted", COUNT_EVERY, gate, this::count));
    }

    /** The next process need not wait for the leases to run out. */
    void end(@Observes ShutdownEvent event) {
        tickers.forEach(Cancellable::cancel);
        for (var consumption : running) {
            try {
                consumption.release().await().atMost(FAREWELL);
            } catch (RuntimeException away) {
                LOG.infof("a lease was not given back, it will run out: %s", away.getMessage());
            }
        }
    }

    private Uni<Void> count() {
        return parts.parked().count().invoke(waiting::set).replaceWithVoid();
    }

    /**
     * Gives a parked event to its effect again; in one transaction it is taken and no longer parked.
     *
     * @return false when no such event is parked; fails as the effect does
     */
    Uni<Boolean> replay(String effect, UUID event) {
        var handler =
                handlers.stream().filter(one -> one.effect().equals(effect)).findFirst();
        if (handler.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return parts.pool()
                .withTransaction(tx -> parts.parked()
                        .take(tx, effect, event)
                        .call(parked -> parked.isPresent()
                                ? handler.get().apply(tx, parked.get().event())
                                : Uni.createFrom().voidItem()))
                .map(Optional::isPresent)
                .call(this::count);
    }
}
