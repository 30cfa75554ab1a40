package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.PayoutState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Calls a payout back, as long as the provider was not told. */
@ApplicationScoped
public class CancelPayout {

    private final PayoutStore store;
    private final TakeStep step;
    private final WalletPostings wallet;
    private final Pool pool;

    CancelPayout(PayoutStore store, TakeStep step, WalletPostings wallet, Pool pool) {
        this.store = store;
        this.step = step;
        this.wallet = wallet;
        this.pool = pool;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** Now or before. */
        record Canceled(PayoutRecord payout) implements Outcome {}

        record TooLate(PayoutState state) implements Outcome {}

        /** None, or another's. */
        record Unknown() implements Outcome {}
    }

    public Uni<Outcome> of(UUID creator, UUID id) {
        return pool.withTransaction(tx -> store.lock(tx, id)
                        .flatMap(found -> found.map(PayoutRecord::creator)
                                        .filter(creator::equals)
                                        .isEmpty()
                                ? Uni.createFrom().item(Optional.<PayoutRecord>empty())
                                : step.of(tx, found.get(), "canceled", Payout::canceled)
                                        .map(Optional::of)))
                .invoke(done -> wallet.nudge())
                .map(after -> after.map(CancelPayout::outcome).orElseGet(Outcome.Unknown::new));
    }

    private static Outcome outcome(PayoutRecord after) {
        var state = after.payout().state();
        return state == PayoutState.CANCELED ? new Outcome.Canceled(after) : new Outcome.TooLate(state);
    }
}
