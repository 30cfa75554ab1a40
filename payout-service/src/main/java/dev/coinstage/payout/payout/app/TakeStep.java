package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.feed.Event;
import dev.coinstage.defaults.feed.Outbox;
import dev.coinstage.defaults.ids.IdSource;
import dev.coinstage.payout.payout.domain.Changed;
import dev.coinstage.payout.payout.domain.Effect;
import dev.coinstage.payout.payout.domain.Payout;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The one place where a payout changes: row, history, postings asked for and events told commit together, or not at all. */
@ApplicationScoped
public class TakeStep {

    private final PayoutStore store;
    private final WalletPostings wallet;
    private final Outbox outbox;
    private final Agenda agenda;
    private final IdSource ids;
    private final Clock clock;

    TakeStep(PayoutStore store, WalletPostings wallet, Outbox outbox, Agenda agenda, IdSource ids, Clock clock) {
        this.store = store;
        this.wallet = wallet;
        this.outbox = outbox;
        this.agenda = agenda;
        this.ids = ids;
        this.clock = clock;
    }

    /** Locks the payout and takes the step. @return the payout afterwards; empty when there is none */
    public Uni<Optional<PayoutRecord>> of(SqlConnection tx, UUID id, String cause, Function<Payout, Changed> step) {
        return store.lock(tx, id)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : of(tx, found.get(), cause, step).map(Optional::of));
    }

    /** Takes the step of a payout that is locked already; one that changes nothing writes nothing. */
    Uni<PayoutRecord> of(SqlConnection tx, PayoutRecord before, String cause, Function<Payout, Changed> step) {
        var changed = step.apply(before.payout());
        if (changed.payout().equals(before.payout()) && changed.effects().isEmpty()) {
            return Uni.createFrom().item(before);
        }
        return written(tx, before, before.hold(), changed, cause);
    }

    /** The wallet's hold is there. */
    Uni<PayoutRecord> holdPlaced(SqlConnection tx, PayoutRecord before, UUID hold) {
        var changed = before.payout().holdPlaced();
        return changed.payout().equals(before.payout())
                ? Uni.createFrom().item(before)
                : written(tx, before, Optional.of(hold), changed, "hold placed");
    }

    private Uni<PayoutRecord> written(
            SqlConnection tx, PayoutRecord before, Optional<UUID> hold, Changed changed, String cause) {
        var now = clock.instant();
        var after = new PayoutRecord(
                before.id(),
                before.creator(),
                before.quote(),
                before.to(),
                changed.payout(),
                hold,
                before.decisions(),
                before.attempt(),
                before.createdAt(),
                now,
                0);
        return store.write(tx, after, cause, agenda.next(after.payout(), after.createdAt(), now))
                .flatMap(written -> effects(tx, after, changed.effects(), now))
                .replaceWith(after);
    }

    /** Of an intent that was just added, too. */
    Uni<Void> effects(SqlConnection tx, PayoutRecord after, List<Effect> effects, Instant now) {
        var all = Uni.createFrom().voidItem();
        for (var effect : effects) {
            all = all.flatMap(done -> effect(tx, after, effect, now));
        }
        return all;
    }

    private Uni<Void> effect(SqlConnection tx, PayoutRecord after, Effect effect, Instant now) {
        if (effect instanceof Effect.Tell tell) {
            var type = "payout." + tell.news().name().toLowerCase(Locale.ROOT);
            return outbox.publish(tx, new Event(ids.next(), type, after.id().toString(), now, PayoutFact.of(after)));
        }
        if (effect instanceof Effect.VoidHold) {
            return wallet.voidHold(tx, after.id(), after.hold().orElseThrow());
        }
        if (effect instanceof Effect.Settle) {
            var terms = after.payout().terms();
            return wallet.settle(tx, after.id(), after.hold().orElseThrow(), terms.diamonds(), terms.net());
        }
        var back = (Effect.BookReturn) effect;
        return wallet.bookReturn(tx, after.id(), after.creator(), back.diamonds(), back.money());
    }
}
