package dev.coinstage.fraud.decision.rest;

import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.decision.app.DecisionStore;
import dev.coinstage.fraud.decision.app.DecisionView;
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

@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class PastDecisionResource {

    private final DecisionStore store;

    PastDecisionResource(DecisionStore store) {
        this.store = store;
    }

    @GET
    @Path("/{decisionId}")
    @RolesAllowed({"security-analyst", "security-lead"})
    @Operation(summary = "A decision", description = "Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = DecisionView.class, responseCode = "200", responseDescription = "The decision.")
    @APIResponse(responseCode = "404", description = "DECISION_NOT_FOUND")
    public Uni<DecisionView> byId(@PathParam("decisionId") UUID decisionId) {
        return store.byId(decisionId)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(404, "DECISION_NOT_FOUND", "There is no such decision.")
                                .exception()));
    }
}
