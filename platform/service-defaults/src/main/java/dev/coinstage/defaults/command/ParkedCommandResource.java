package dev.coinstage.defaults.command;

import dev.coinstage.defaults.command.CommandRows.Parked;
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

/** Calls that no repetition mends. For operators inside the cluster; not reachable through a gateway. */
@Path("/internal/v1/parked-commands")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operations")
class ParkedCommandResource {

    private static final int LARGEST_PAGE = 200;

    private final CommandRows rows;
    private final Commands commands;

    ParkedCommandResource(CommandRows rows, Commands commands) {
        this.rows = rows;
        this.commands = commands;
    }

    @Schema(name = "ParkedCommands")
    record ParkedBodies(@Schema(required = true) List<ParkedBody> items) {}

    @Schema(name = "ParkedCommand")
    record ParkedBody(
            @Schema(required = true) UUID commandId,

            @Schema(required = true, examples = "wallet.hold")
            String action,

            @Schema(required = true, examples = "0197f0a4-3c1e-7d52-9b5a-6f2f1d3c4b00")
            String subject,

            @Schema(required = true, examples = "3") int attempts,

            @Schema(required = true, description = "What the last try failed with.")
            String why,

            @Schema(required = true) Instant issuedAt) {

        static ParkedBody from(Parked parked) {
            var command = parked.command();
            return new ParkedBody(
                    command.id(),
                    command.action(),
                    command.subject(),
                    command.attempts(),
                    parked.why(),
                    command.issuedAt());
        }
    }

    @GET
    @Operation(summary = "Calls that wait for somebody", description = "The oldest first. Role: operator.")
    public Uni<ParkedBodies> parked(@QueryParam("limit") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit) {
        return rows.parked(limit)
                .map(found ->
                        new ParkedBodies(found.stream().map(ParkedBody::from).toList()));
    }

    @POST
    @Path("/{commandId}/retry")
    @Operation(
            summary = "Make a parked call again",
            description = "With the same key, to be asked once the cause is mended. Role: operator.")
    @APIResponseSchema(value = Void.class, responseCode = "204", responseDescription = "It is due again.")
    @APIResponse(responseCode = "404", description = "PARKED_COMMAND_NOT_FOUND")
    public Uni<Void> retry(@PathParam("commandId") UUID commandId) {
        return rows.unpark(commandId)
                .invoke(found -> {
                    if (!found) {
                        throw Problem.of(404, "PARKED_COMMAND_NOT_FOUND", "No such command is parked.")
                                .exception();
                    }
                    commands.nudge();
                })
                .replaceWithVoid();
    }
}
