package dev.coinstage.fraud.restriction.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.idempotency.ScopedKey;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.fraud.api.Pages;
import dev.coinstage.fraud.restriction.app.RestrictUser;
import dev.coinstage.fraud.restriction.app.RestrictionStore;
import dev.coinstage.fraud.restriction.app.RestrictionView;
import dev.coinstage.fraud.restriction.domain.Restriction;
import dev.coinstage.fraud.restriction.domain.RestrictionKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/restrictions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Restrictions")
class RestrictionResource {

    private final RestrictUser restrict;
    private final RestrictionStore store;
    private final Caller caller;
    private final Clock clock;

    RestrictionResource(RestrictUser restrict, RestrictionStore store, Caller caller, Clock clock) {
        this.restrict = restrict;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "ImposeRestriction")
    record ImposeRequest(
            @Schema(required = true) @NotNull UUID userId,
            @Schema(required = true) @NotNull RestrictionKind kind,

            @Schema(required = true, examples = "ACCOUNT_TAKEN_OVER") @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,59}")
            String reasonCode) {}

    @Schema(name = "LiftRestriction")
    record LiftRequest(
            @Schema(required = true, examples = "The viewer repaid what was owed.") @NotBlank @Size(max = 500)
            String reason) {}

    @Schema(name = "Restrictions", description = "One page, oldest first.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RestrictionPage(
            @Schema(required = true) List<RestrictionView> items,

            @Schema(description = "Cursor of the next page; absent on the last one.")
            String next) {}

    @GET
    @RolesAllowed({"security-analyst", "security-lead"})
    @Operation(
            summary = "A user's restrictions",
            description = "Active and lifted ones, oldest first. Roles: security-analyst, security-lead.")
    @APIResponseSchema(value = RestrictionPage.class, responseCode = "200", responseDescription = "One page.")
    @APIResponse(responseCode = "400", description = "INVALID_CURSOR, INVALID_REQUEST")
    public Uni<RestrictionPage> ofUser(
            @QueryParam("userId") @NotNull UUID userId,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Pages.LARGEST) int limit,
            @QueryParam("after") String after) {
        return store.ofUser(userId, Pages.after(after), limit + 1)
                .map(found -> new RestrictionPage(
                        Pages.shown(found, limit).stream()
                                .map(RestrictionView::of)
                                .toList(),
                        Pages.next(found, limit, Restriction::id)));
    }

    @POST
    @RolesAllowed("security-lead")
    @Operation(summary = "Restrict a user", description = "Role: security-lead.")
    @APIResponseSchema(value = RestrictionView.class, responseCode = "201", responseDescription = "Imposed.")
    @APIResponse(responseCode = "409", description = "ALREADY_RESTRICTED, IDEMPOTENCY_KEY_REUSED")
    public Uni<RestResponse<RestrictionView>> impose(
            @Valid @NotNull ImposeRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var scoped = ScopedKey.of(caller.subject(), "impose-restriction", IdempotencyKey.parse(key, clock.instant()));
        return restrict.impose(caller.subject(), request.userId(), request.kind(), request.reasonCode(), scoped)
                .map(answer ->
                        Replays.created(answer.value().orElseThrow(RestrictionResource::already), answer.replayed()));
    }

    @POST
    @Path("/{restrictionId}/lift")
    @RolesAllowed("security-lead")
    @Operation(
            summary = "Lift a restriction",
            description = "Lifting it again changes nothing. Coins stay frozen while another restriction asks for it. "
                    + "Role: security-lead.")
    @APIResponseSchema(value = RestrictionView.class, responseCode = "200", responseDescription = "Lifted.")
    @APIResponse(responseCode = "404", description = "RESTRICTION_NOT_FOUND")
    public Uni<RestrictionView> lift(
            @PathParam("restrictionId") UUID restrictionId, @Valid @NotNull LiftRequest request) {
        return restrict.lift(caller.subject(), restrictionId, request.reason())
                .map(found -> found.orElseThrow(
                        () -> Problem.of(404, "RESTRICTION_NOT_FOUND", "There is no such restriction.")
                                .exception()));
    }

    private static RuntimeException already() {
        return Problem.of(409, "ALREADY_RESTRICTED", "The user is restricted so already.")
                .exception();
    }
}
