package dev.coinstage.payout.payout.app;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Nothing is submitted after a start before the provider was asked about every payout that it may have: a database that was restored
 * from a backup would not know what happened since.
 */
@ApplicationScoped
public class StartupQueries {

    private final PayoutStore store;
    private final Clock clock;
    private volatile Instant began = Instant.MAX;
    private volatile boolean woken;
    private volatile boolean answered;

    StartupQueries(PayoutStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** From now on all that is open is to be asked about. */
    public void begin() {
        answered = false;
        woken = false;
        began = clock.instant();
    }

    /** Whether payouts may be submitted. */
    Uni<Boolean> done() {
        if (answered) {
            return Uni.createFrom().item(true);
        }
        return store.anyUnasked(began).invoke(open -> answered = !open).map(open -> !open);
    }

    /** Once after {@link #begin}: what must be asked about does not wait for its turn. */
    Uni<Void> wake() {
        return woken ? Uni.createFrom().voidItem() : store.wakeOpen(began).invoke(done -> woken = true);
    }
}
