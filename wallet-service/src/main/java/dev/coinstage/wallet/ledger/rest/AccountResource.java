package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.api.ItemsOf;
import dev.coinstage.wallet.ledger.app.AccountStore;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import dev.coinstage.wallet.ledger.app.AccountStore.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Balances and statements. Users see their own accounts, finance sees all; another's account is not found. */
@Path("/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"viewer", "creator", "finance"})
@Tag(name = "Accounts")
class AccountResource {

    private static final int LARGEST_PAGE = 200;

    private final AccountStore accounts;
    private final Caller caller;

    AccountResource(AccountStore accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "One's own accounts", description = "Roles: viewer, creator, finance.")
    public Uni<ItemsOf<AccountBody>> own() {
        return accounts.ofOwner(caller.subject().toString()).map(found -> ItemsOf.from(found, AccountBody::from));
    }

    @GET
    @Path("/{accountId}")
    @Operation(
            summary = "An account's balance",
            description = "Now, or right after a commit. Roles: viewer, creator for their own; finance for all.")
    @APIResponseSchema(value = AccountBody.class, responseCode = "200", responseDescription = "The account.")
    @APIResponse(responseCode = "404", description = "ACCOUNT_NOT_FOUND")
    @APIResponse(responseCode = "422", description = "COMMIT_UNKNOWN")
    public Uni<AccountBody> byId(
            @PathParam("accountId") UUID accountId,
            @Parameter(description = "A commit, from 1 to the last one.", example = "42") @QueryParam("asOf")
                    Long asOf) {
        return visible(accountId)
                .flatMap(account -> asOf == null ? Uni.createFrom().item(account) : asOf(account, asOf))
                .map(AccountBody::from);
    }

    private Uni<Standing> asOf(Standing account, long commit) {
        return accounts.asOf(account.key(), commit)
                .map(then -> then.orElseThrow(() -> Problem.of(422, "COMMIT_UNKNOWN", "There is no such commit.")
                        .with("commit", commit)
                        .with("last", account.moment().commit())
                        .exception()));
    }

    @GET
    @Path("/{accountId}/statement")
    @Operation(
            summary = "An account's movements",
            description =
                    "Newest first, with the balance after each. Pages neither miss nor repeat a movement while others "
                            + "are posted. Roles: viewer, creator for their own; finance for all.")
    @APIResponseSchema(value = StatementBody.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    @APIResponse(responseCode = "404", description = "ACCOUNT_NOT_FOUND")
    public Uni<StatementBody> statement(
            @PathParam("accountId") UUID accountId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit,
            @QueryParam("after") String after) {
        var place = Cursor.parse(after, Place.END);
        return visible(accountId)
                .flatMap(account -> accounts.statement(accountId, place, limit + 1))
                .map(statement -> StatementBody.page(statement, limit));
    }

    /** Whether an account exists is nobody's business but its owner's, so a foreign one is not found, not forbidden. */
    private Uni<Standing> visible(UUID accountId) {
        var subject = caller.subject().toString();
        var all = caller.has("finance");
        return accounts.byId(accountId)
                .map(found -> found.filter(
                                account -> all || account.key().owner().equals(subject))
                        .orElseThrow(() -> Problem.of(404, "ACCOUNT_NOT_FOUND", "There is no such account of yours.")
                                .exception()));
    }
}
