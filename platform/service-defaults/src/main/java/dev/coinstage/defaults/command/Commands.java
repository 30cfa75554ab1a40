package dev.coinstage.defaults.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinstage.defaults.command.CommandRows.Claimed;
import dev.coinstage.defaults.startup.StartupGate;
import dev.coinstage.defaults.startup.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Calls to other services that must happen: each is a row, written in the transaction that decides on it, and made until it is
 * definitely answered. Whoever crashes between the call and its end makes the same call again, with the same key.
 */
@ApplicationScoped
public class Commands {

    private static final Logger LOG = Logger.getLogger(Commands.class);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final CommandRows rows;
    private final CommandConfig config;
    private final Pool pool;
    private final ObjectMapper mapper;
    private final StartupGate gate;
    private final MeterRegistry metrics;
    private final Map<String, CommandHandler> handlers = new HashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong waiting;
    private final AtomicLong parked;
    private final AtomicLong oldest;
    private final List<Cancellable> tickers = new ArrayList<>();

    Commands(
            CommandRows rows,
            CommandConfig config,
            Pool pool,
            ObjectMapper mapper,
            StartupGate gate,
            MeterRegistry metrics,
            @All List<CommandHandler> handlers) {
        this.rows = rows;
        this.config = config;
        this.pool = pool;
        this.mapper = mapper;
        this.gate = gate;
        this.metrics = metrics;
        this.waiting = metrics.gauge("coinstage.commands.waiting", new AtomicLong());
        this.parked = metrics.gauge("coinstage.commands.parked", new AtomicLong());
        this.oldest = metrics.gauge("coinstage.commands.oldest", new AtomicLong());
        for (var handler : handlers) {
            if (this.handlers.put(handler.action(), handler) != null) {
                throw new IllegalStateException("two handlers do " + handler.action());
            }
        }
    }

    /**
     * Writes the command in the caller's transaction; it is made some time after its commit, after the earlier ones of its subject.
     *
     * @param id UUIDv7, the idempotency key of the call; the same id again changes nothing
     * @param action whose {@link CommandHandler} makes it
     * @param payload what the application's ObjectMapper makes a JSON object of
     */
    public Uni<Void> issue(SqlConnection tx, UUID id, String action, String subject, Object payload) {
        if (!handlers.containsKey(action)) {
            return Uni.createFrom().failure(new IllegalArgumentException("nobody does " + action));
        }
        return rows.issue(tx, id, action, subject, payload);
    }

    void begin(@Observes StartupEvent event) {
        if (handlers.isEmpty()) {
            return;
        }
        tickers.add(Ticker.start("commands cannot be looked for", config.lookEvery(), gate, this::look));
        tickers.add(Ticker.start("commands cannot be counted", COUNT_EVERY, gate, this::count));
        tickers.add(Ticker.start(
                "old commands cannot be dropped", RETENTION_EVERY, gate, () -> rows.drop(config.retention())));
    }

    void end(@Observes ShutdownEvent event) {
        tickers.forEach(Cancellable::cancel);
    }

    /** After the commit that issued a command: looks for work now, instead of at the next tick. */
    public void nudge() {
        look().subscribe().with(done -> {}, failure -> LOG.debugf("not now: %s", failure.getMessage()));
    }

    private Uni<Void> look() {
        var room = config.underWay() - underWay.get();
        if (room <= 0 || !gate.awaited().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rows.claim(room, config.lease())
                .invoke(claimed -> claimed.forEach(this::start))
                .replaceWithVoid();
    }

    /** Each on its own: one that takes long holds up no other. */
    private void start(Claimed claimed) {
        underWay.incrementAndGet();
        Uni.createFrom()
                .deferred(() -> attempt(claimed))
                .flatMap(attempt -> conclude(claimed, attempt))
                .onFailure()
                .recoverWithUni(failure -> again(claimed, String.valueOf(failure)))
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "what came of command %s could not be written, its lease will run out: %s",
                                claimed.command().id(), failure.getMessage()));
    }

    private Uni<Attempt> attempt(Claimed claimed) {
        var handler = handlers.get(claimed.command().action());
        return handler == null
                ? Uni.createFrom()
                        .item(new Attempt.Hopeless(
                                "nobody does " + claimed.command().action()))
                : handler.attempt(claimed.command());
    }

    private Uni<Void> conclude(Claimed claimed, Attempt attempt) {
        metrics.counter(
                        "coinstage.commands.attempts",
                        "action",
                        claimed.command().action(),
                        "outcome",
                        attempt.getClass().getSimpleName())
                .increment();
        if (attempt instanceof Attempt.Definitive definitive) {
            return finish(claimed, definitive.answer());
        }
        if (attempt instanceof Attempt.Again again) {
            return again(claimed, again.why());
        }
        var why = ((Attempt.Hopeless) attempt).why();
        LOG.errorf(
                "command %s (%s of %s) is parked: %s",
                claimed.command().id(),
                claimed.command().action(),
                claimed.command().subject(),
                why);
        return rows.park(claimed, why);
    }

    private Uni<Void> finish(Claimed claimed, Object answer) {
        var json = mapper.valueToTree(answer);
        var handler = handlers.get(claimed.command().action());
        return pool.withTransaction(tx -> handler.ended(tx, claimed.command(), json)
                        .flatMap(written -> rows.done(tx, claimed, json))
                        .invoke(Commands::requireDone)
                        .replaceWithVoid())
                .invoke(this::nudge);
    }

    private static void requireDone(boolean done) {
        if (!done) {
            throw new IllegalStateException("another try has taken this command");
        }
    }

    private Uni<Void> again(Claimed claimed, String why) {
        var age = Duration.between(claimed.command().issuedAt(), java.time.Instant.now());
        if (age.compareTo(config.alertAfter()) > 0) {
            LOG.errorf(
                    "command %s (%s of %s) has waited for %d s: %s",
                    claimed.command().id(),
                    claimed.command().action(),
                    claimed.command().subject(),
                    age.toSeconds(),
                    why);
        }
        return rows.again(claimed, pause(claimed.command().attempts()), why);
    }

    private Duration pause(int attempts) {
        var doublings = Math.min(Math.max(0, attempts - 1), MOST_DOUBLINGS);
        var pause = config.firstPause().multipliedBy(1L << doublings);
        return pause.compareTo(config.longestPause()) > 0 ? config.longestPause() : pause;
    }

    private Uni<Void> count() {
        return rows.counts()
                .invoke(counts -> {
                    waiting.set(counts.waiting());
                    parked.set(counts.parked());
                    oldest.set(counts.oldestSeconds());
                })
                .replaceWithVoid();
    }
}
