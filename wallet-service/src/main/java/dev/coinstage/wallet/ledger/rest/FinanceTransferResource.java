package dev.coinstage.wallet.ledger.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Transfers as people of finance look them up. */
@Path("/v1/transfers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Postings")
class FinanceTransferResource {

    private final TransferPages pages;

    FinanceTransferResource(TransferPages pages) {
        this.pages = pages;
    }

    @GET
    @RolesAllowed("finance")
    @Operation(
            summary = "Transfers of an account, a reference, a key or a posting",
            description =
                    "Oldest first. Pages neither miss nor repeat a transfer while others are posted. Role: finance.")
    @APIResponseSchema(value = TransfersBody.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    @APIResponse(responseCode = "404", description = "ACCOUNT_NOT_FOUND, KEY_NOT_FOUND, POSTING_NOT_FOUND")
    public Uni<TransfersBody> list(@Valid @BeanParam TransferPages.Query query) {
        return pages.page(query);
    }
}
