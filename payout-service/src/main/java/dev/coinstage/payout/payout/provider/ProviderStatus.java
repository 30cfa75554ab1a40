package dev.coinstage.payout.payout.provider;

import dev.coinstage.payout.payout.domain.ProviderSays;
import dev.coinstage.payout.payout.provider.ProviderApi.Item;
import dev.coinstage.payout.quantity.Money;
import java.util.Optional;

/** The provider's words in ours. */
final class ProviderStatus {

    private ProviderStatus() {}

    /** Empty for what we do not understand. */
    static Optional<ProviderSays> of(Item item) {
        if (item == null || item.id() == null || item.id().isBlank() || item.status() == null) {
            return Optional.empty();
        }
        return switch (item.status()) {
            case "ACCEPTED" -> Optional.of(new ProviderSays.Accepted(item.id()));
            case "SENT" -> Optional.of(new ProviderSays.Sent(item.id()));
            case "PAID" -> Optional.of(new ProviderSays.Paid(item.id()));
            case "FAILED" -> Optional.of(new ProviderSays.Failed(item.id(), String.valueOf(item.failure())));
            case "RETURNED" -> returned(item);
            default -> Optional.empty();
        };
    }

    private static Optional<ProviderSays> returned(Item item) {
        return item.returnedMinor() == null || item.returnedMinor() < 0 || !isCurrency(item.currency())
                ? Optional.empty()
                : Optional.of(new ProviderSays.Returned(item.id(), new Money(item.currency(), item.returnedMinor())));
    }

    static boolean isCurrency(String currency) {
        return currency != null && currency.matches("[A-Z]{3}");
    }
}
