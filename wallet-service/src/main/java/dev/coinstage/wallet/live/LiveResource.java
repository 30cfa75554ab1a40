package dev.coinstage.wallet.live;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/lives")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Lives")
class LiveResource {

    private final Lives lives;
    private final Caller caller;
    private final Clock clock;

    LiveResource(Lives lives, Caller caller, Clock clock) {
        this.lives = lives;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "StartLive")
    record StartRequest(
            @Schema(required = true, examples = "Skin Prep") @NotBlank @Size(max = 100)
            String title) {}

    @POST
    @RolesAllowed("creator")
    @Operation(summary = "Start a Live", description = "Role: creator.")
    @APIResponseSchema(value = LiveView.class, responseCode = "201", responseDescription = "Started.")
    public Uni<RestResponse<LiveView>> start(
            @Valid @NotNull StartRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        return lives.start(caller.subject(), request.title(), IdempotencyKey.parse(key, clock.instant()))
                .map(answer -> Replays.created(answer.value(), answer.replayed()));
    }

    @GET
    @Path("/{liveId}")
    @RolesAllowed({"viewer", "creator"})
    @Operation(summary = "A Live", description = "Roles: viewer, creator.")
    @APIResponseSchema(value = LiveView.class, responseCode = "200", responseDescription = "The Live.")
    @APIResponse(responseCode = "404", description = "LIVE_NOT_FOUND")
    public Uni<LiveView> byId(@PathParam("liveId") UUID liveId) {
        return lives.byId(liveId).map(found -> found.orElseThrow(LiveResource::unknown));
    }

    @POST
    @Path("/{liveId}/end")
    @RolesAllowed("creator")
    @Operation(summary = "End one's own Live", description = "Ending it again changes nothing. Role: creator.")
    @APIResponseSchema(value = LiveView.class, responseCode = "200", responseDescription = "The ended Live.")
    @APIResponse(responseCode = "404", description = "LIVE_NOT_FOUND")
    public Uni<LiveView> end(@PathParam("liveId") UUID liveId) {
        return lives.end(caller.subject(), liveId).map(found -> found.orElseThrow(LiveResource::unknown));
    }

    private static RuntimeException unknown() {
        return Problem.of(404, "LIVE_NOT_FOUND", "There is no such Live.").exception();
    }
}
