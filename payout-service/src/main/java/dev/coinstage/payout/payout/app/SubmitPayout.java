package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.payout.payout.app.PayoutProvider.Answer;
import dev.coinstage.payout.payout.app.PayoutProvider.Order;
import dev.coinstage.payout.payout.domain.Decision;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells the provider. That it is about to be told is committed first, so that a crash during the call leaves a question, not a gap. */
@ApplicationScoped
class SubmitPayout {

    private static final Logger LOG = Logger.getLogger(SubmitPayout.class);
    private static final int THE_ATTEMPT = 1;

    private final PayoutStore store;
    private final TakeStep step;
    private final StartupQueries startup;
    private final PayoutProvider provider;
    private final AskProvider ask;
    private final PayoutConfig config;
    private final Pool pool;
    private final Clock clock;

    SubmitPayout(
            PayoutStore store,
            TakeStep step,
            StartupQueries startup,
            PayoutProvider provider,
            AskProvider ask,
            PayoutConfig config,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.step = step;
        this.startup = startup;
        this.provider = provider;
        this.ask = ask;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /** The one attempt of a payout that is to be submitted; its end-to-end id has at most 35 characters, as banks ask for. */
    static PayoutRecord.Attempt attempt(PayoutRecord record) {
        return new PayoutRecord.Attempt(
                THE_ATTEMPT,
                DerivedIds.of(record.id(), "attempt-" + THE_ATTEMPT),
                record.id().toString().replace("-", "") + "-" + THE_ATTEMPT,
                decision(record.payout()),
                Optional.empty());
    }

    private static UUID decision(Payout payout) {
        if (payout.decision() instanceof Decision.Made made) {
            return made.id();
        }
        throw new IllegalStateException("no payout goes out without a decision");
    }

    /** @return false when it may not go out yet */
    Uni<Boolean> of(PayoutRecord record) {
        return startup.done()
                .flatMap(done -> done ? send(record) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> send(PayoutRecord record) {
        return pool.withTransaction(tx -> goesOut(tx, record.id()))
                .flatMap(out -> out.isEmpty()
                        ? Uni.createFrom().item(true)
                        : provider.submit(order(out.get())).flatMap(answer -> answered(out.get(), answer)));
    }

    private static Order order(PayoutRecord record) {
        var attempt = record.attempt().orElseThrow();
        return new Order(
                attempt.key(),
                attempt.reference(),
                record.payout().terms().net(),
                record.to().destination());
    }

    /** Decides for the last time, under the payout's lock, which whoever imposes a restriction takes first. Empty when it does not go out. */
    private Uni<Optional<PayoutRecord>> goesOut(SqlConnection tx, UUID id) {
        return store.lock(tx, id).flatMap(found -> {
            var before = found.orElseThrow();
            return store.restriction(tx, before.creator()).flatMap(restriction -> {
                if (restriction.isPresent()) {
                    return step.of(tx, before, "restricted", payout -> payout.stopped(Reason.RESTRICTED))
                            .replaceWith(Optional.<PayoutRecord>empty());
                }
                return step.of(tx, before, "submitted", payout -> payout.goesOut(clock.instant(), config.decisionAge()))
                        .flatMap(after ->
                                after.payout().sends() == before.payout().sends()
                                        ? Uni.createFrom().item(Optional.<PayoutRecord>empty())
                                        : store.attemptSent(tx, id, decision(after.payout()), clock.instant())
                                                .replaceWith(Optional.of(after)));
            });
        });
    }

    private Uni<Boolean> answered(PayoutRecord out, Answer answer) {
        if (answer instanceof Answer.Has has) {
            return ask.told(out.id(), "accepted", has.says()).replaceWith(true);
        }
        if (answer instanceof Answer.Refuses refuses) {
            LOG.infof("payout %s was refused by the provider: %s", out.id(), refuses.code());
            return pool.withTransaction(tx ->
                            step.of(tx, out.id(), "provider refused: " + refuses.code(), Payout::refusedByProvider))
                    .replaceWith(true);
        }
        LOG.warnf("outcome of payout %s is unknown: %s", out.id(), answer);
        return pool.withTransaction(tx -> step.of(tx, out.id(), "no answer", Payout::unanswered))
                .replaceWith(true);
    }
}
