package dev.coinstage.wallet.api;

import dev.coinstage.wallet.quantity.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@link Money} on the wire. */
@Schema(name = "Money", description = "An amount in the smallest unit of its currency.")
public record MoneyBody(
        @Schema(required = true, examples = "USD") String currency,
        @Schema(required = true, examples = "999") long amountMinor) {

    public static MoneyBody from(Money money) {
        return new MoneyBody(money.currency(), money.amountMinor());
    }
}
