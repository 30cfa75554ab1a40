package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.ProviderSays;
import dev.coinstage.payout.quantity.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Takes the provider's webhooks: each event once, in any order. */
@ApplicationScoped
public class TakeProviderEvent {

    private static final Logger LOG = Logger.getLogger(TakeProviderEvent.class);

    private final PayoutStore store;
    private final AskProvider ask;
    private final WalletPostings wallet;
    private final Pool pool;
    private final Clock clock;

    TakeProviderEvent(PayoutStore store, AskProvider ask, WalletPostings wallet, Pool pool, Clock clock) {
        this.store = store;
        this.ask = ask;
        this.wallet = wallet;
        this.pool = pool;
        this.clock = clock;
    }

    /** @param amount of the payout that is spoken of: another one than ours is not believed */
    public record Told(String eventId, String type, String reference, Money amount, ProviderSays says) {}

    public Uni<Void> of(Told told) {
        return pool.withTransaction(tx -> store.knowsEvent(tx, told.eventId())
                        .flatMap(known -> known ? Uni.createFrom().voidItem() : apply(tx, told)))
                .invoke(done -> wallet.nudge());
    }

    private Uni<Void> apply(SqlConnection tx, Told told) {
        return store.byReference(tx, told.reference())
                .flatMap(id -> id.isEmpty()
                        ? unknown(tx, told)
                        : store.lock(tx, id.get()).flatMap(found -> apply(tx, found.orElseThrow(), told)));
    }

    /** Noted under the payout's lock, so that of two deliveries at once one is taken. */
    private Uni<Void> apply(SqlConnection tx, PayoutRecord before, Told told) {
        var ours = before.payout().terms().net().equals(told.amount());
        var believed = ours && !before.payout().isContradictedBy(told.says());
        return store.noteEvent(tx, told.eventId(), told.type(), told.reference(), believed, clock.instant())
                .flatMap(fresh -> {
                    if (!fresh) {
                        return Uni.createFrom().voidItem();
                    }
                    if (!ours) {
                        ask.contradicted(before, told);
                        return Uni.createFrom().voidItem();
                    }
                    return ask.told(tx, before, "webhook " + told.type(), told.says())
                            .replaceWithVoid();
                });
    }

    private Uni<Void> unknown(SqlConnection tx, Told told) {
        LOG.errorf("event %s tells of a payout that is not ours: %s", told.eventId(), told.reference());
        return store.noteEvent(tx, told.eventId(), told.type(), told.reference(), false, clock.instant())
                .replaceWithVoid();
    }
}
