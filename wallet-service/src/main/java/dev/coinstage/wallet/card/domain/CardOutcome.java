package dev.coinstage.wallet.card.domain;

import java.util.List;

/** What became of the wish to buy with a card. Every case maps to one status and one problem code in {@code CardProblems}. */
public sealed interface CardOutcome {

    /** The provider waits for the buyer's card. */
    record Started(CardPurchase purchase) implements CardOutcome {}

    record UnknownProduct(String productId) implements CardOutcome {}

    /** @param reasonCodes fraud-service's */
    record Refused(List<String> reasonCodes) implements CardOutcome {}

    /** Too much to be sold unchecked while fraud-service is away. */
    record CheckUnavailable(long coins, long uncheckedLimit) implements CardOutcome {}

    record ProviderUnavailable() implements CardOutcome {}

    record KeyReused() implements CardOutcome {}
}
