package dev.coinstage.wallet.card.app;

import dev.coinstage.defaults.command.Commands;
import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** What a verdict means for a purchase, whether it is paid already or not: coins, patience, or the money back. */
@ApplicationScoped
class JudgeCardPurchase {

    private final CardPurchaseStore purchases;
    private final Commands commands;
    private final Clock clock;

    JudgeCardPurchase(CardPurchaseStore purchases, Commands commands, Clock clock) {
        this.purchases = purchases;
        this.commands = commands;
        this.clock = clock;
    }

    /** In the caller's transaction. A purchase that has its coins, or was given up, stays as it is. */
    Uni<Void> as(SqlConnection tx, UUID id, Risk verdict) {
        return purchases
                .lock(tx, id)
                .flatMap(found -> found.isEmpty() ? Uni.createFrom().voidItem() : as(tx, found.get(), verdict));
    }

    private Uni<Void> as(SqlConnection tx, CardPurchase purchase, Risk verdict) {
        var isPaid = purchase.state() == State.IN_REVIEW;
        return switch (verdict) {
            case ALLOWED ->
                isPaid
                        ? move(tx, purchase, State.PAID, verdict)
                                .flatMap(moved -> issue(tx, purchase.id(), CreditCardPurchase.ACTION))
                        : move(tx, purchase, purchase.state(), verdict);
            case DENIED ->
                isPaid
                        ? move(tx, purchase, State.REFUNDING, verdict)
                                .flatMap(moved -> issue(tx, purchase.id(), RefundCardPurchase.ACTION))
                        : move(tx, purchase, State.REFUSED, verdict);
            default -> move(tx, purchase, purchase.state(), verdict);
        };
    }

    private Uni<Void> move(SqlConnection tx, CardPurchase purchase, State to, Risk risk) {
        return purchases
                .move(
                        tx,
                        purchase.id(),
                        Set.of(State.AWAITING_PAYMENT, State.FAILED, State.IN_REVIEW),
                        to,
                        risk,
                        clock.instant())
                .replaceWithVoid();
    }

    private Uni<Void> issue(SqlConnection tx, UUID purchase, String action) {
        return commands.issue(
                tx, DerivedIds.of(purchase, action), action, purchase.toString(), new CardPayload(purchase));
    }
}
