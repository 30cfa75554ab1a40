package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.ledger.domain.Account;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Account", description = "An account and its balance, in whole units of its asset.")
record AccountBody(
        @Schema(required = true) UUID id,
        @Schema(required = true) AccountKind kind,

        @Schema(
                required = true,
                description = "COIN, DIAMOND, or an ISO 4217 code counted in its smallest unit.",
                examples = "COIN")
        String asset,

        @Schema(required = true, description = "Credits less debits.", examples = "700")
        long posted,

        @Schema(required = true, description = "Held and not captured yet.", examples = "0")
        long pending,

        @Schema(required = true, description = "What may be spent.", examples = "700")
        long available) {

    static AccountBody from(Account account) {
        return new AccountBody(
                account.key().id(),
                account.key().kind(),
                account.key().asset().code(),
                account.balance(),
                account.debitsPending(),
                account.available());
    }
}
