package dev.coinstage.payout.payout.app;

import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.payout.payout.domain.Changed;
import dev.coinstage.payout.payout.domain.Funds;
import dev.coinstage.payout.payout.domain.Payout;
import dev.coinstage.payout.payout.domain.PayoutState;
import dev.coinstage.payout.payout.domain.Reason;
import dev.coinstage.payout.payout.domain.Sending;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes the next step of a payout, whatever it is: this is how a payout goes on in the normal course, and how it is finished after a
 * crash between any two steps. Two processes may do it at once: every step is decided again under the payout's lock.
 */
@ApplicationScoped
public class AdvancePayout {

    private final PayoutStore store;
    private final TakeStep step;
    private final FraudCheck fraud;
    private final WalletAccounts accounts;
    private final SubmitPayout submit;
    private final AskProvider ask;
    private final WalletPostings wallet;
    private final PayoutConfig config;
    private final Pool pool;
    private final Clock clock;

    AdvancePayout(
            PayoutStore store,
            TakeStep step,
            FraudCheck fraud,
            WalletAccounts accounts,
            SubmitPayout submit,
            AskProvider ask,
            WalletPostings wallet,
            PayoutConfig config,
            Pool pool,
            Clock clock) {
        this.store = store;
        this.step = step;
        this.fraud = fraud;
        this.accounts = accounts;
        this.submit = submit;
        this.ask = ask;
        this.wallet = wallet;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /** @return true when it moved, so that the next step may be made at once; fails when a peer did not answer */
    Uni<Boolean> of(UUID id) {
        return store.byId(id)
                .flatMap(found -> found.isEmpty() ? Uni.createFrom().item(false) : next(found.get()))
                .invoke(moved -> {
                    if (moved) {
                        wallet.nudge();
                    }
                });
    }

    private Uni<Boolean> next(PayoutRecord record) {
        var payout = record.payout();
        return switch (payout.state()) {
            case REQUESTED ->
                payout.funds() == Funds.HELD ? decide(record) : Uni.createFrom().item(false);
            case APPROVED ->
                payout.maySend(now(), config.decisionAge()) ? inOrder(record, this::prepare) : decide(record);
            case SUBMITTING -> submitting(record);
            case OUTCOME_UNKNOWN, PROCESSING, SENT, COMPLETED -> ask.about(record);
            case HELD ->
                Agenda.heldByTheWallet(payout)
                        ? recheck(record)
                        : Uni.createFrom().item(false);
            case RETURNED ->
                payout.funds() == Funds.POSTPONED
                        ? take(record, "return taken up", Payout::returnTakenUp)
                        : Uni.createFrom().item(false);
            case REJECTED, CANCELED, FAILED -> Uni.createFrom().item(false);
        };
    }

    private Instant now() {
        return clock.instant();
    }

    private Uni<Boolean> submitting(PayoutRecord record) {
        var payout = record.payout();
        if (payout.sending() == Sending.OUT) {
            return take(record, "no answer was written", Payout::unanswered);
        }
        return payout.maySend(now(), config.decisionAge()) ? inOrder(record, submit::of) : decide(record);
    }

    /** Asks fraud-service. Without an answer the payout waits. */
    private Uni<Boolean> decide(PayoutRecord record) {
        return pool.withTransaction(tx -> stopRestricted(tx, record))
                .flatMap(stopped -> stopped
                        ? Uni.createFrom().item(true)
                        : fraud.decide(decisionKey(record), question(record))
                                .flatMap(decided -> pool.withTransaction(tx -> decided(tx, record, decided))));
    }

    /** The same until the payout moves; of that time, because a payout may be held for longer than a key is good. */
    private static UUID decisionKey(PayoutRecord record) {
        var id = record.id();
        var moved = new UUID(
                record.updatedAt().toEpochMilli() << 16 | id.getMostSignificantBits() & 0xFFFF,
                id.getLeastSignificantBits());
        return DerivedIds.of(moved, "decision-" + (record.decisions() + 1));
    }

    private static FraudCheck.Question question(PayoutRecord record) {
        return new FraudCheck.Question(
                record.id(),
                record.creator(),
                record.payout().terms().diamonds(),
                record.payout().terms().net().currency(),
                record.to());
    }

    /** Nothing when another process has recorded this decision meanwhile. */
    private Uni<Boolean> decided(SqlConnection tx, PayoutRecord asked, FraudCheck.Decided decided) {
        return store.lock(tx, asked.id()).flatMap(found -> {
            var record = found.orElseThrow();
            if (record.decisions() != asked.decisions()) {
                return Uni.createFrom().item(true);
            }
            return store.addDecision(tx, record.id(), record.decisions() + 1, decided, now())
                    .flatMap(
                            added -> step.of(tx, record, "fraud decided", payout -> payout.decided(decided.decision())))
                    // one that is too old already is asked for again, but not in a rush
                    .map(after -> decided.decision().isFresh(now(), config.decisionAge()));
        });
    }

    private Uni<Boolean> stopRestricted(SqlConnection tx, PayoutRecord record) {
        return store.lock(tx, record.id())
                .flatMap(found -> store.restriction(tx, record.creator())
                        .flatMap(restriction -> restriction.isEmpty()
                                ? Uni.createFrom().item(false)
                                : step.of(
                                                tx,
                                                found.orElseThrow(),
                                                "restricted",
                                                payout -> payout.stopped(Reason.RESTRICTED))
                                        .map(after -> true)));
    }

    /** Goes on only if the wallet's account is in order at this moment. */
    private Uni<Boolean> inOrder(PayoutRecord record, Function<PayoutRecord, Uni<Boolean>> goOn) {
        return accounts.of(record.creator()).flatMap(standing -> {
            var trouble = trouble(standing);
            return trouble.isEmpty()
                    ? goOn.apply(record)
                    : take(record, "account not in order", payout -> payout.stopped(trouble.get()));
        });
    }

    private static Optional<Reason> trouble(WalletAccounts.Standing standing) {
        if (standing.frozen()) {
            return Optional.of(Reason.ACCOUNT_FROZEN);
        }
        return standing.owed().value() > 0 ? Optional.of(Reason.DEBT_OUTSTANDING) : Optional.empty();
    }

    private Uni<Boolean> recheck(PayoutRecord record) {
        return accounts.of(record.creator())
                .flatMap(standing -> trouble(standing).isEmpty()
                        ? take(record, "account in order", payout -> payout.released(payout.reason()))
                        : Uni.createFrom().item(false));
    }

    /** The attempt with its key and end-to-end id is committed before anybody hears of it. */
    private Uni<Boolean> prepare(PayoutRecord record) {
        return pool.withTransaction(tx -> store.lock(tx, record.id()).flatMap(found -> {
            var before = found.orElseThrow();
            return step.of(tx, before, "attempt prepared", payout -> payout.prepared(now(), config.decisionAge()))
                    .flatMap(after -> after.payout().state() == PayoutState.SUBMITTING
                                    && before.attempt().isEmpty()
                            ? store.addAttempt(tx, after.id(), SubmitPayout.attempt(after), now())
                                    .replaceWith(true)
                            : Uni.createFrom()
                                    .item(after.payout().state()
                                            != before.payout().state()));
        }));
    }

    private Uni<Boolean> take(PayoutRecord record, String cause, Function<Payout, Changed> change) {
        return pool.withTransaction(tx -> step.of(tx, record.id(), cause, change))
                .map(after -> after.isPresent() && !after.get().payout().equals(record.payout()));
    }
}
