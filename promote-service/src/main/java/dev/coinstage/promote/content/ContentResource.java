package dev.coinstage.promote.content;

import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.promote.content.Contents.NewContent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

@Path("/v1/contents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Contents")
class ContentResource {

    private final Contents contents;
    private final Caller caller;
    private final Clock clock;

    ContentResource(Contents contents, Caller caller, Clock clock) {
        this.contents = contents;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "RegisterContent")
    record RegisterRequest(
            @Schema(required = true) @NotNull ContentView.Kind kind,

            @Schema(description = "The platform's own id, such as the Live's; made here when absent.")
            UUID id,

            @Schema(required = true, examples = "Skin Prep") @NotBlank @Size(max = 100)
            String title,

            @Schema(description = "Where a viewer is led.", examples = "https://example.com/skin-prep")
            @Size(max = 500)
            @Pattern(regexp = "https://[^\\s]+")
            String link) {}

    @POST
    @RolesAllowed("creator")
    @Operation(summary = "Register a video or a Live that may be boosted", description = "Role: creator.")
    @APIResponseSchema(value = ContentView.class, responseCode = "201", responseDescription = "Registered.")
    @APIResponse(responseCode = "409", description = "CONTENT_EXISTS, IDEMPOTENCY_KEY_REUSED")
    public Uni<RestResponse<ContentView>> register(
            @Valid @NotNull RegisterRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var content = new NewContent(request.id(), request.kind(), request.title(), request.link());
        return contents.register(caller.subject(), content, IdempotencyKey.parse(key, clock.instant()))
                .map(answer -> Replays.created(answer.value(), answer.replayed()));
    }

    @GET
    @Path("/{contentId}")
    @RolesAllowed({"viewer", "creator"})
    @Operation(summary = "A content", description = "Roles: viewer, creator.")
    @APIResponseSchema(value = ContentView.class, responseCode = "200", responseDescription = "The content.")
    @APIResponse(responseCode = "404", description = "CONTENT_NOT_FOUND")
    public Uni<ContentView> byId(@PathParam("contentId") UUID contentId) {
        return contents.byId(contentId)
                .map(found -> found.orElseThrow(() -> Problem.of(404, "CONTENT_NOT_FOUND", "There is no such content.")
                        .exception()));
    }
}
