package dev.coinstage.fraud.dispute.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.api.Json;
import dev.coinstage.fraud.api.Pages;
import dev.coinstage.fraud.dispute.app.DisputeStore;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/disputes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"security-analyst", "security-lead"})
@Tag(name = "Disputes")
class DisputeResource {

    private final DisputeStore store;
    private final Json json;

    DisputeResource(DisputeStore store, Json json) {
        this.store = store;
        this.json = json;
    }

    @GET
    @Operation(summary = "Disputes", description = "Oldest first. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = DisputeBody.Page.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    public Uni<DisputeBody.Page> list(
            @Parameter(description = "Of this buyer only.") @QueryParam("userId") UUID userId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Pages.LARGEST) int limit,
            @QueryParam("after") String after) {
        return store.list(Optional.ofNullable(userId), Pages.after(after), limit + 1)
                .map(found -> new DisputeBody.Page(
                        Pages.shown(found, limit).stream()
                                .map(standing -> DisputeBody.of(standing, false, json))
                                .toList(),
                        Pages.next(found, limit, standing -> standing.dispute().id())));
    }

    @GET
    @Path("/{disputeId}")
    @Operation(
            summary = "A dispute with its lineage",
            description = "Where the coins went, and what came back. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = DisputeBody.class, responseCode = "200", responseDescription = "The dispute.")
    @APIResponse(responseCode = "404", description = "DISPUTE_NOT_FOUND")
    public Uni<DisputeBody> byId(@PathParam("disputeId") UUID disputeId) {
        return store.byId(disputeId)
                .map(found -> found.map(standing -> DisputeBody.of(standing, true, json))
                        .orElseThrow(() -> Problem.of(404, "DISPUTE_NOT_FOUND", "There is no such dispute.")
                                .exception()));
    }
}
