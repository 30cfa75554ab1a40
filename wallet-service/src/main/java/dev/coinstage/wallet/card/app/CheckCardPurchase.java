package dev.coinstage.wallet.card.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinstage.defaults.command.Attempt;
import dev.coinstage.defaults.command.CommandHandler;
import dev.coinstage.defaults.command.OutgoingCommand;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Asks fraud-service about a purchase that was begun while it was away. Until it answers, the coins wait. */
@ApplicationScoped
class CheckCardPurchase implements CommandHandler {

    static final String ACTION = "card.check";

    private final CardPurchaseStore purchases;
    private final PurchaseCheck check;
    private final JudgeCardPurchase judge;

    CheckCardPurchase(CardPurchaseStore purchases, PurchaseCheck check, JudgeCardPurchase judge) {
        this.purchases = purchases;
        this.check = check;
        this.judge = judge;
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
                .flatMap(check::of)
                .<Attempt>map(verdict ->
                        new Attempt.Definitive(Map.of("risk", verdict.risk().name())))
                .onFailure()
                .recoverWithItem(away -> new Attempt.Again(String.valueOf(away.getMessage())));
    }

    @Override
    public Uni<Void> ended(SqlConnection tx, OutgoingCommand command, JsonNode answer) {
        return judge.as(
                tx, CardPayload.of(command), Risk.valueOf(answer.path("risk").asText()));
    }
}
