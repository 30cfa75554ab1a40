package dev.coinstage.wallet.proof.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.wallet.proof.app.BooksStore;
import dev.coinstage.wallet.proof.app.VerifyCommits;
import dev.coinstage.wallet.proof.app.VerifyCommits.Verified;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether the books are what the ledger wrote. */
@Path("/v1/proof")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Proof")
class ProofResource {

    private static final int LARGEST_SLICE = 10_000;

    private final VerifyCommits verifyCommits;
    private final BooksStore books;

    ProofResource(VerifyCommits verifyCommits, BooksStore books) {
        this.verifyCommits = verifyCommits;
        this.books = books;
    }

    @GET
    @RolesAllowed({"finance", "security-lead"})
    @Operation(
            summary = "Hold commits against their seals",
            description =
                    "Recomputes the hash chain of a slice of commits from the rows that are stored now, and names the "
                            + "first commit that is not what was sealed. Roles: finance, security-lead.")
    @APIResponseSchema(value = ProofBody.class, responseCode = "200", responseDescription = "The slice.")
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST")
    @APIResponse(responseCode = "422", description = "COMMIT_UNKNOWN")
    @APIResponse(responseCode = "503", description = "PROOF_TIMED_OUT, NOT_READY, DATABASE_UNAVAILABLE")
    public Uni<ProofBody> verify(
            @QueryParam("from") @DefaultValue("1") @Min(1) long from,
            @QueryParam("limit") @DefaultValue("1000") @Min(1) @Max(LARGEST_SLICE) int limit) {
        return verifyCommits.of(from, limit).map(ProofResource::body);
    }

    /** A slice that begins behind the last seal proves nothing, and must not look as if it did. */
    private static ProofBody body(Verified slice) {
        if (slice.from() > Math.max(1, slice.sealedTo())) {
            throw Problem.of(422, "COMMIT_UNKNOWN", "There is no sealed commit of that number.")
                    .with("commit", slice.from())
                    .with("last", slice.sealedTo())
                    .exception();
        }
        return ProofBody.from(slice);
    }

    @GET
    @Path("/replay")
    @RolesAllowed("finance")
    @Operation(
            summary = "Replay all transfers against the balances",
            description = "Reads every transfer, in one snapshot: minutes in large books, and no batch waits for it. "
                    + "Role: finance.")
    @APIResponseSchema(value = ReplayBody.class, responseCode = "200", responseDescription = "What differs.")
    @APIResponse(responseCode = "503", description = "PROOF_TIMED_OUT, NOT_READY, DATABASE_UNAVAILABLE")
    public Uni<ReplayBody> replay() {
        return books.replay(ReplayBody.MOST_DIFFERENCES).map(ReplayBody::from);
    }
}
