package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.wallet.api.ItemsOf;
import dev.coinstage.wallet.ledger.app.AccountStore;
import dev.coinstage.wallet.ledger.app.AccountStore.Flagged;
import dev.coinstage.wallet.ledger.domain.AccountKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a user's accounts stand, for other services. Not reachable through a gateway. */
@Path("/internal/v1/users/{userId}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
class UserAccountResource {

    private final AccountStore accounts;

    UserAccountResource(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Schema(name = "UserAccount", description = "An account with its balance and flags, in whole units of its asset.")
    record UserAccountBody(
            @Schema(required = true) UUID accountId,
            @Schema(required = true) AccountKind kind,

            @Schema(required = true, description = "COIN or DIAMOND.", examples = "DIAMOND")
            String asset,

            @Schema(required = true, description = "Credits less debits; a debt is below zero.", examples = "700")
            long posted,

            @Schema(required = true, description = "What may leave.", examples = "700")
            long available,

            @Schema(required = true, description = "Set aside by holds.", examples = "0")
            long held,

            @Schema(required = true, description = "Takes no new transfers and holds.", examples = "false")
            boolean frozen,

            @Schema(required = true, examples = "false") boolean closed) {

        static UserAccountBody from(Flagged account) {
            var standing = account.standing();
            return new UserAccountBody(
                    standing.key().id(),
                    standing.key().kind(),
                    standing.key().asset().code(),
                    standing.posted(),
                    standing.available(),
                    standing.held(),
                    account.frozen(),
                    account.closed());
        }
    }

    @GET
    @RolesAllowed("service")
    @Operation(
            summary = "How a user's accounts stand",
            description = "An account that is missing was never touched: zero, and open. Role: service.")
    public Uni<ItemsOf<UserAccountBody>> of(@PathParam("userId") UUID userId) {
        return accounts.flagged(userId.toString()).map(found -> ItemsOf.from(found, UserAccountBody::from));
    }
}
