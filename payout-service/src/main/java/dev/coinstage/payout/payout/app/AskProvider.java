package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.app.PayoutProvider.Answer;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.ProviderSays;
import dev.coinstage.payout.payout.domain.Sending;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks the provider what became of a payout, and takes what it says, asked or not. */
@ApplicationScoped
class AskProvider {

    private static final Logger LOG = Logger.getLogger(AskProvider.class);

    private final PayoutStore store;
    private final TakeStep step;
    private final PayoutProvider provider;
    private final PayoutConfig config;
    private final Pool pool;
    private final Clock clock;
    private final MeterRegistry metrics;

    AskProvider(
            PayoutStore store,
            TakeStep step,
            PayoutProvider provider,
            PayoutConfig config,
            Pool pool,
            Clock clock,
            MeterRegistry metrics) {
        this.store = store;
        this.step = step;
        this.provider = provider;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @return whether the payout moved */
    Uni<Boolean> about(PayoutRecord record) {
        var reference = record.attempt().orElseThrow().reference();
        return provider.ask(reference, record.payout().terms().net()).flatMap(answer -> {
            if (answer instanceof Answer.Has has) {
                return asked(record.id())
                        .flatMap(written -> told(record.id(), "asked", has.says()))
                        .map(after -> !after.equals(record.payout()));
            }
            if (answer instanceof Answer.HasNot) {
                return asked(record.id()).flatMap(written -> hasNot(record));
            }
            return Uni.createFrom().item(false);
        });
    }

    private Uni<Void> asked(UUID id) {
        return pool.withTransaction(
                tx -> store.lock(tx, id).flatMap(locked -> store.attemptAsked(tx, id, clock.instant())));
    }

    /** The last proof, which gives the diamonds back, counts only when no call can be on its way any more. */
    private Uni<Boolean> hasNot(PayoutRecord record) {
        var payout = record.payout();
        if (payout.sending() != Sending.OUT) {
            contradicted(record, "it has no such payout");
            return Uni.createFrom().item(false);
        }
        var sentAt = record.attempt().orElseThrow().sentAt().orElseThrow();
        if (payout.sends() >= Payout.MOST_SENDS
                && sentAt.plus(config.proofAfter()).isAfter(clock.instant())) {
            return Uni.createFrom().item(false);
        }
        return pool.withTransaction(tx -> step.of(tx, record.id(), "proved absent", Payout::provedAbsent))
                .replaceWith(true);
    }

    /** Takes what the provider says. @return the payout afterwards */
    Uni<Payout> told(UUID id, String cause, ProviderSays says) {
        return pool.withTransaction(tx -> store.lock(tx, id)
                .flatMap(found -> told(tx, found.orElseThrow(), cause, says))
                .map(PayoutRecord::payout));
    }

    /** A person must look: what the provider says cannot be true beside what it said before, or what we ordered. */
    void contradicted(PayoutRecord before, Object said) {
        LOG.errorf(
                "the provider contradicts payout %s, which is %s: %s",
                before.id(), before.payout().state(), said);
        metrics.counter("coinstage.payouts.contradictions").increment();
    }

    Uni<PayoutRecord> told(SqlConnection tx, PayoutRecord before, String cause, ProviderSays says) {
        if (before.payout().isContradictedBy(says)) {
            contradicted(before, says);
        }
        return step.of(tx, before, cause, payout -> payout.told(says));
    }
}
