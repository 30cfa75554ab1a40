package dev.coinstage.defaults.feed;

import dev.coinstage.defaults.feed.ParkedEvents.Parked;
import dev.coinstage.defaults.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events that an effect of this service could not take. For operators inside the cluster; not reachable through a gateway. */
@Path("/internal/v1/parked-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operations")
class ParkedEventResource {

    private static final int LARGEST_PAGE = 200;

    private final ParkedEvents parked;
    private final Consumers consumers;

    ParkedEventResource(ParkedEvents parked, Consumers consumers) {
        this.parked = parked;
        this.consumers = consumers;
    }

    @Schema(name = "ParkedEvents")
    record ParkedBodies(@Schema(required = true) List<ParkedBody> items) {}

    @Schema(name = "ParkedEvent")
    record ParkedBody(
            @Schema(required = true, examples = "disputes") String effect,
            @Schema(required = true) UUID eventId,

            @Schema(required = true, examples = "wallet-service")
            String feed,

            @Schema(required = true, examples = "wallet.chargeback-received")
            String type,

            @Schema(required = true, examples = "42") long sequence,

            @Schema(required = true, description = "What the last try failed with.")
            String why,

            @Schema(required = true) Instant parkedAt) {

        static ParkedBody from(Parked parked) {
            return new ParkedBody(
                    parked.effect(),
                    parked.id(),
                    parked.feed(),
                    parked.event().type(),
                    parked.event().sequence(),
                    parked.why(),
                    parked.parkedAt());
        }
    }

    @GET
    @Operation(summary = "Events that wait for somebody", description = "The oldest first. Role: operator.")
    public Uni<ParkedBodies> waiting(@QueryParam("limit") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit) {
        return parked.waiting(limit)
                .map(found ->
                        new ParkedBodies(found.stream().map(ParkedBody::from).toList()));
    }

    @POST
    @Path("/{effect}/{eventId}/replay")
    @Operation(
            summary = "Give a parked event to its effect again",
            description = "To be asked once the cause is mended. Role: operator.")
    @APIResponseSchema(value = Void.class, responseCode = "204", responseDescription = "It was taken.")
    @APIResponse(responseCode = "404", description = "PARKED_EVENT_NOT_FOUND")
    @APIResponse(responseCode = "409", description = "STILL_FAILING: why; it stays parked")
    public Uni<Void> replay(@PathParam("effect") String effect, @PathParam("eventId") UUID eventId) {
        return consumers
                .replay(effect, eventId)
                .onFailure()
                .transform(failure -> Problem.of(409, "STILL_FAILING", "The event cannot be taken yet.")
                        .with("why", String.valueOf(failure.getMessage()))
                        .exception())
                .invoke(taken -> {
                    if (!taken) {
                        throw Problem.of(404, "PARKED_EVENT_NOT_FOUND", "No such event is parked.")
                                .exception();
                    }
                })
                .replaceWithVoid();
    }
}
