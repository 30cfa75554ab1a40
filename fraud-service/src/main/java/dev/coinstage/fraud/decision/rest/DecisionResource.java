package dev.coinstage.fraud.decision.rest;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.fraud.decision.app.Decide;
import dev.coinstage.fraud.decision.app.DecisionView;
import dev.coinstage.fraud.decision.app.Rules;
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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Decisions for the other services. Not reachable through a gateway. */
@Path("/internal/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class DecisionResource {

    private final Decide decide;
    private final Rules rules;
    private final Caller caller;
    private final Clock clock;

    DecisionResource(Decide decide, Rules rules, Caller caller, Clock clock) {
        this.decide = decide;
        this.rules = rules;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed("service")
    @Operation(
            summary = "Decide on a purchase, a campaign or a payout",
            description = "Committed before it is answered; REVIEW opens a case. Role: service.")
    @APIResponseSchema(value = DecisionView.class, responseCode = "201", responseDescription = "Decided.")
    public Uni<RestResponse<DecisionView>> decide(
            @Valid @NotNull DecisionRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var service = caller.subject();
        var scoped = ScopedKey.of(service, "decide", IdempotencyKey.parse(key, clock.instant()));
        return decide.on(request.question(service, rules), scoped, request.hash())
                .map(answer -> Replays.created(answer.value(), answer.replayed()));
    }
}
