package dev.coinstage.gateway.token;

import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The issuer's keys as last fetched. Fetches are shared: however many requests wait, one is under way. Tokens with
 * unknown keys may cause fetches only within a budget, so that nobody can turn made-up key ids into load on the
 * issuer. Keys are kept when a fetch fails, because an issuer that is down has withdrawn nothing.
 */
public final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** What a request for fresh keys came to. */
    public enum Refresh {
        FETCHED,
        FAILED,
        /** The budget is spent: the keys known are at most one fetch interval old. */
        NOT_ALLOWED
    }

    private final KeySource source;
    private final Bucket budget;
    private final AtomicReference<Future<Refresh>> underWay = new AtomicReference<>();
    private volatile boolean failing;
    private volatile KeySet keys = KeySet.empty();

    /**
     * @param burst    fetches that may happen at once for unknown keys, at least 1
     * @param interval after which one more is allowed
     */
    public SigningKeys(KeySource source, int burst, Duration interval) {
        this.source = source;
        this.budget = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, interval))
                .build();
    }

    /** The keys known now; empty before the first fetch succeeded. */
    public KeySet current() {
        return keys;
    }

    /** Whether tokens can be judged. */
    public boolean known() {
        return !keys.isEmpty();
    }

    /** Fetches at once and until it succeeds, every {@code retry}; from then on every {@code refresh}. */
    public void keepFresh(Vertx vertx, Duration retry, Duration refresh) {
        fetch().onComplete(ignored ->
                vertx.setTimer((known() ? refresh : retry).toMillis(), timer -> keepFresh(vertx, retry, refresh)));
    }

    /** Fetches because a token names an unknown key, if the budget allows it. Never fails. */
    public Future<Refresh> refreshForUnknownKey() {
        var running = underWay.get();
        if (running != null) {
            return running;
        }
        return budget.tryConsume(1) ? fetch() : Future.succeededFuture(Refresh.NOT_ALLOWED);
    }

    private Future<Refresh> fetch() {
        var promise = Promise.<Refresh>promise();
        if (!underWay.compareAndSet(null, promise.future())) {
            var running = underWay.get();
            return running == null ? fetch() : running;
        }
        source.fetch().map(this::replaced).otherwise(this::kept).onComplete(done -> {
            underWay.set(null);
            promise.handle(done);
        });
        return promise.future();
    }

    private Refresh replaced(KeySet fetched) {
        if (!known() || failing) {
            LOG.info("The issuer's signing keys were fetched");
        }
        failing = false;
        keys = fetched;
        return Refresh.FETCHED;
    }

    private Refresh kept(Throwable cause) {
        if (!failing) {
            LOG.warnf("The issuer's signing keys cannot be fetched, trying on: %s", cause.getMessage());
        }
        failing = true;
        return Refresh.FAILED;
    }
}
