package dev.coinstage.wallet.card.app;

import dev.coinstage.defaults.feed.FeedEvent;
import dev.coinstage.defaults.feed.FeedHandler;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What analysts decide about purchases in review. */
@ApplicationScoped
class PurchaseVerdicts implements FeedHandler {

    private final JudgeCardPurchase judge;

    PurchaseVerdicts(JudgeCardPurchase judge) {
        this.judge = judge;
    }

    @Override
    public String feed() {
        return "fraud-service";
    }

    @Override
    public String effect() {
        return "purchase-verdicts";
    }

    @Override
    public boolean handles(String type) {
        return type.equals("fraud.case.decided");
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, FeedEvent event) {
        if (!event.data().path("action").asText().equals("PURCHASE")) {
            return Uni.createFrom().voidItem();
        }
        var purchase = UUID.fromString(event.data().path("subjectId").asText());
        var isGood = event.data().path("verdict").asText().equals("APPROVED");
        return judge.as(tx, purchase, isGood ? Risk.ALLOWED : Risk.DENIED);
    }
}
