package dev.coinstage.wallet.ledger.rest;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.wallet.ledger.app.Authorities;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Postings of the other services. Not reachable through a gateway; what each may post stands in permissions.csv. */
@Path("/internal/v1/postings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Postings")
class ServicePostingResource {

    private final PostingRequests requests;
    private final Authorities authorities;
    private final Caller caller;

    ServicePostingResource(PostingRequests requests, Authorities authorities, Caller caller) {
        this.requests = requests;
        this.authorities = authorities;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("service")
    @Operation(
            summary = "Post chains of linked transfers",
            description =
                    "Up to 1,000 links in chains of up to 32. Each chain is posted as a whole or refused as a whole, and "
                            + "its result is sticky; what was not answered is asked for again with the same key. "
                            + "Role: service; by client, see permissions.csv.")
    @APIResponseSchema(
            value = PostingsReply.class,
            responseCode = "200",
            responseDescription = "One result per posting.")
    @APIResponse(responseCode = "400", description = "INVALID_LINK, KIND_RESERVED, TOO_MANY_LINKS")
    @APIResponse(responseCode = "403", description = "FORBIDDEN, NOT_PERMITTED: nothing was posted")
    @APIResponse(
            responseCode = "503",
            description = "QUEUE_FULL, OUTCOME_UNKNOWN, NOT_READY, DATABASE_UNAVAILABLE: retry with the same key")
    public Uni<RestResponse<PostingsReply>> post(
            @Valid @NotNull PostingsRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return requests.post(request, key, caller.subject(), authorities.of(caller.client()));
    }
}
