package dev.coinstage.wallet.card.app;

import dev.coinstage.wallet.card.domain.CardPurchase;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What fraud-service thinks of a purchase. */
public interface PurchaseCheck {

    /** Decides once per purchase; asked again it says the same. Fails when fraud-service is away. */
    Uni<Verdict> of(CardPurchase purchase);

    /** @param risk never UNKNOWN */
    record Verdict(CardPurchase.Risk risk, List<String> reasonCodes) {}
}
