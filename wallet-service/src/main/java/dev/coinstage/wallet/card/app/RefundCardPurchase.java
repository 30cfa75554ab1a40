package dev.coinstage.wallet.card.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.wallet.card.domain.CardPurchase.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Sends the money of a purchase back that is to bring no coins. */
@ApplicationScoped
class RefundCardPurchase implements CommandHandler {

    static final String ACTION = "card.refund";

    private final CardPurchaseStore purchases;
    private final CardProvider provider;
    private final Clock clock;

    RefundCardPurchase(CardPurchaseStore purchases, CardProvider provider, Clock clock) {
        this.purchases = purchases;
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Uni<Attempt> attempt(OutgoingCommand command) {
        return purchases
                .byId(CardPayload.of(command))
                .map(found -> found.orElseThrow(() -> new IllegalStateException("no such purchase")))
                .flatMap(provider::refund)
                .<Attempt>map(done -> new Attempt.Definitive(Map.of("refunded", true)))
                .onFailure(CardProvider.Unavailable.class)
                .recoverWithItem(away -> new Attempt.Again(away.getMessage()));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        var id = CardPayload.of(command);
        return purchases
                .lock(tx, id)
                .flatMap(found -> purchases.move(
                        tx,
                        id,
                        Set.of(State.REFUNDING),
                        State.REFUNDED,
                        found.orElseThrow().risk(),
                        clock.instant()))
                .replaceWithVoid();
    }
}
