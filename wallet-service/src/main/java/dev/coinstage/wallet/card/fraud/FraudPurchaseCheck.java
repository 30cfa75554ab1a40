package dev.coinstage.wallet.card.fraud;

import dev.coinstage.defaults.ids.DerivedIds;
import dev.coinstage.wallet.card.app.PurchaseCheck;
import dev.coinstage.wallet.card.domain.CardPurchase;
import dev.coinstage.wallet.card.domain.CardPurchase.Risk;
import dev.coinstage.wallet.card.fraud.DecisionsApi.Amount;
import dev.coinstage.wallet.card.fraud.DecisionsApi.Decision;
import dev.coinstage.wallet.card.fraud.DecisionsApi.Question;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks fraud-service, with a deadline that a buyer can wait for. The key is the purchase's own, so a retry asks nothing new. */
@ApplicationScoped
class FraudPurchaseCheck implements PurchaseCheck {

    private final DecisionsApi decisions;

    FraudPurchaseCheck(@RestClient DecisionsApi decisions) {
        this.decisions = decisions;
    }

    @Override
    @Timeout(2_000)
    @Retry(maxRetries = 1, delay = 50)
    public Uni<Verdict> of(CardPurchase purchase) {
        var question = new Question(
                "PURCHASE",
                purchase.id(),
                purchase.buyer(),
                new Amount(purchase.price().currency(), purchase.price().amountMinor()),
                Map.of(
                        "store", "CARD",
                        "region", purchase.region(),
                        "productId", purchase.productId(),
                        "coins", purchase.coins().value()));
        return decisions
                .decide(DerivedIds.of(purchase.id(), "decision"), question)
                .map(FraudPurchaseCheck::verdict);
    }

    private static Verdict verdict(Decision decision) {
        var reasons = decision.reasonCodes() == null ? List.<String>of() : decision.reasonCodes();
        return switch (decision.outcome()) {
            case "ALLOW", "CHALLENGE" -> new Verdict(Risk.ALLOWED, reasons);
            case "REVIEW" -> new Verdict(Risk.IN_REVIEW, reasons);
            case "BLOCK" -> new Verdict(Risk.DENIED, reasons);
            default -> throw new IllegalStateException("fraud-service says " + decision.outcome());
        };
    }
}
