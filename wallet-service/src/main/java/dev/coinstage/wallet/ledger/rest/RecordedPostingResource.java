package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.ledger.app.AccountStore.Place;
import dev.coinstage.wallet.ledger.app.TransferStore;
import dev.coinstage.wallet.ledger.app.TransferStore.Filter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Postings as they were recorded. */
@Path("/v1/postings/{postingId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Postings")
class RecordedPostingResource {

    /** More than any posting has. */
    private static final int ALL_TRANSFERS = 100;

    private final TransferStore transfers;

    RecordedPostingResource(TransferStore transfers) {
        this.transfers = transfers;
    }

    @GET
    @RolesAllowed("finance")
    @Operation(summary = "A posting with its transfers", description = "Role: finance.")
    @APIResponseSchema(value = RecordedPostingBody.class, responseCode = "200", responseDescription = "The posting.")
    @APIResponse(responseCode = "404", description = "POSTING_NOT_FOUND")
    public Uni<RecordedPostingBody> byId(@PathParam("postingId") UUID postingId) {
        return transfers
                .posting(postingId)
                .map(found -> found.orElseThrow(() -> Problem.of(404, "POSTING_NOT_FOUND", "There is no such posting.")
                        .exception()))
                .flatMap(posting -> transfers
                        .list(new Filter.OfPosting(postingId), Place.START, ALL_TRANSFERS)
                        .map(found -> RecordedPostingBody.from(posting, found)));
    }
}
