package dev.coinstage.payout.payout.app;

import dev.coinstage.payout.payout.domain.ProviderSays;
import dev.coinstage.payout.quantity.Money;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Who pays. Neither operation fails: no answer is an answer too. */
public interface PayoutProvider {

    /** @param destination IBAN or token */
    record Order(UUID key, String reference, Money amount, String destination) {}

    /** Orders a payout; the same key orders it once. */
    Uni<Answer> submit(Order order);

    /** Asks what became of a reference. @param amount that was ordered under it: what is said of another one is not believed */
    Uni<Answer> ask(String reference, Money amount);

    sealed interface Answer {

        /** It has the payout. */
        record Has(ProviderSays says) implements Answer {}

        /** It refuses the order, and has nothing. */
        record Refuses(String code) implements Answer {}

        /** It was asked, and proves that it never accepted the reference. */
        record HasNot() implements Answer {}

        /** Timeout, broken connection, 5xx, or what makes no sense: it may have it or not. */
        record Silent(String why) implements Answer {}
    }
}
