package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.ledger.app.AccountStore.Standing;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import java.time.Instant;
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
        long available,

        @Schema(required = true, description = "The ledger's commit that this is true for.", examples = "42")
        long commit,

        @Schema(required = true, description = "When that was.")
        Instant at) {

    static AccountBody from(Standing account) {
        return new AccountBody(
                account.key().id(),
                account.key().kind(),
                account.key().asset().code(),
                account.posted(),
                account.held(),
                account.available(),
                account.moment().commit(),
                account.moment().at());
    }
}
