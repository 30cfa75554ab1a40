package dev.coinstage.wallet.card.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.card.domain.CardNotice;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import dev.coinstage.wallet.chargeback.app.ReceiveChargeback;
import dev.coinstage.wallet.chargeback.domain.Chargeback;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes what the card provider tells, each notice once, in whatever order they come. What follows from it, in the ledger or at
 * another service, is a command in the same transaction.
 */
@ApplicationScoped
public class TakeCardNotice {

    private static final Logger LOG = Logger.getLogger(TakeCardNotice.class);
    private static final Set<State> UNPAID = Set.of(State.AWAITING_PAYMENT, State.FAILED);

    private final CardPurchaseStore purchases;
    private final ReceiveChargeback chargebacks;
    private final Commands commands;
    private final Pool pool;
    private final Clock clock;
    private final MeterRegistry metrics;

    TakeCardNotice(
            CardPurchaseStore purchases,
            ReceiveChargeback chargebacks,
            Commands commands,
            Pool pool,
            Clock clock,
            MeterRegistry metrics) {
        this.purchases = purchases;
        this.chargebacks = chargebacks;
        this.commands = commands;
        this.pool = pool;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** It cannot be taken yet: the provider is to tell it again. */
    public static final class NotYet extends RuntimeException {
        NotYet(String why) {
            super(why, null, false, false);
        }
    }

    /** Fails with {@link NotYet} when what it is about is still on its way. */
    public Uni<Void> of(CardNotice notice) {
        return pool.withTransaction(tx -> purchases
                        .take(tx, notice, clock.instant())
                        .flatMap(isNew ->
                                isNew ? take(tx, notice) : Uni.createFrom().voidItem()))
                .invoke(() -> metrics.counter("coinstage.card.notices", "type", notice.type())
                        .increment())
                .invoke(commands::nudge);
    }

    private Uni<Void> take(SqlConnection tx, CardNotice notice) {
        if (notice instanceof CardNotice.Paid paid) {
            return known(tx, paid.payment()).flatMap(purchase -> paid(tx, purchase, paid));
        }
        if (notice instanceof CardNotice.Declined declined) {
            return known(tx, declined.payment())
                    .flatMap(purchase ->
                            move(tx, purchase, Set.of(State.AWAITING_PAYMENT), State.FAILED, purchase.risk()));
        }
        if (notice instanceof CardNotice.Refunded refunded) {
            return known(tx, refunded.payment())
                    .flatMap(purchase -> move(tx, purchase, Set.of(State.REFUNDING), State.REFUNDED, purchase.risk()));
        }
        if (notice instanceof CardNotice.Disputed disputed) {
            return known(tx, disputed.payment()).flatMap(purchase -> disputed(tx, purchase, disputed));
        }
        return Uni.createFrom().voidItem();
    }

    /** A notice may overtake the answer that brought the payment's id. */
    private Uni<CardPurchase> known(SqlConnection tx, String payment) {
        return purchases
                .lockByPayment(tx, payment)
                .map(found -> found.orElseThrow(() -> new NotYet("no purchase is known for this payment yet")));
    }

    /** A declined card may be followed by a good one: the payment is the same. */
    private Uni<Void> paid(SqlConnection tx, CardPurchase purchase, CardNotice.Paid paid) {
        if (!paid.amount().equals(purchase.price())) {
            LOG.errorf("payment %s brought another amount than purchase %s costs", paid.payment(), purchase.id());
            return refund(tx, purchase, UNPAID);
        }
        return switch (purchase.risk()) {
            case ALLOWED -> moveAndIssue(tx, purchase, UNPAID, State.PAID, CreditCardPurchase.ACTION);
            case IN_REVIEW -> move(tx, purchase, UNPAID, State.IN_REVIEW, Risk.IN_REVIEW);
            case UNKNOWN -> moveAndIssue(tx, purchase, UNPAID, State.IN_REVIEW, CheckCardPurchase.ACTION);
            case DENIED -> refund(tx, purchase, Set.of(State.AWAITING_PAYMENT, State.FAILED, State.REFUSED));
        };
    }

    private Uni<Void> refund(SqlConnection tx, CardPurchase purchase, Set<State> from) {
        return moveAndIssue(tx, purchase, from, State.REFUNDING, RefundCardPurchase.ACTION);
    }

    private Uni<Void> disputed(SqlConnection tx, CardPurchase purchase, CardNotice.Disputed disputed) {
        if (purchase.state() == State.PAID) {
            throw new NotYet("its coins are on their way");
        }
        if (purchase.state() != State.CREDITED) {
            LOG.infof("purchase %s was disputed before it brought coins: it brings none", purchase.id());
            return move(tx, purchase, Set.of(State.IN_REVIEW), State.REFUSED, Risk.DENIED);
        }
        return chargebacks.keep(
                tx,
                new Chargeback(
                        DerivedIds.of(purchase.id(), "dispute/" + disputed.dispute()),
                        disputed.dispute(),
                        purchase.posting(),
                        purchase.buyer(),
                        purchase.coins().value(),
                        disputed.amount(),
                        disputed.fee(),
                        disputed.reason(),
                        Chargeback.State.RECEIVED,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private Uni<Void> move(SqlConnection tx, CardPurchase purchase, Set<State> from, State to, Risk risk) {
        return purchases
                .move(tx, purchase.id(), from, to, risk, clock.instant())
                .replaceWithVoid();
    }

    /** What is in another state by now, such as paid before, stays as it is, and nothing follows. */
    private Uni<Void> moveAndIssue(SqlConnection tx, CardPurchase purchase, Set<State> from, State to, String action) {
        return purchases
                .move(tx, purchase.id(), from, to, purchase.risk(), clock.instant())
                .flatMap(moved -> moved
                        ? issue(tx, purchase.id(), action)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> issue(SqlConnection tx, UUID purchase, String action) {
        return commands.issue(
                tx, DerivedIds.of(purchase, action), action, purchase.toString(), new CardPayload(purchase));
    }
}
