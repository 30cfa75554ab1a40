package dev.coinstage.payout.payout.domain;

import dev.coinstage.payout.quantity.Money;

/** What the provider says about a payout that it accepted, by webhook or when asked; in any order, any number of times. */
public sealed interface ProviderSays {

    /** @param providerId its name for the payout */
    String providerId();

    record Accepted(String providerId) implements ProviderSays {}

    record Sent(String providerId) implements ProviderSays {}

    record Paid(String providerId) implements ProviderSays {}

    record Failed(String providerId, String why) implements ProviderSays {}

    /** @param amount what came back, at most what was paid */
    record Returned(String providerId, Money amount) implements ProviderSays {}
}
