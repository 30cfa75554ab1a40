package dev.coinstage.payout.method;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.coinstage.defaults.idempotency.IdempotencyKey;
import dev.coinstage.defaults.idempotency.Replays;
import dev.coinstage.defaults.identity.Caller;
import dev.coinstage.defaults.problem.Problem;
import dev.coinstage.payout.api.Cursors;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/payout-methods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("creator")
@Tag(name = "Payout methods")
class MethodResource {

    private static final int LARGEST_PAGE = 100;

    private final Methods methods;
    private final Caller caller;
    private final Clock clock;

    MethodResource(Methods methods, Caller caller, Clock clock) {
        this.methods = methods;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "AddPayoutMethod")
    record AddRequest(
            @Schema(required = true) @NotNull MethodView.Kind kind,

            @Schema(
                    required = true,
                    description =
                            "IBAN (ISO 13616), or a token of the payout provider: tok_ and 4 to 60 letters and digits.",
                    examples = "DE89370400440532013000")
            @NotNull
            @Size(min = 4, max = 64)
            String destination,

            @Schema(required = true, description = "ISO 4217, what is paid there.", examples = "EUR")
            @NotNull
            @Pattern(regexp = "[A-Z]{3}")
            String currency) {}

    @Schema(name = "PayoutMethods")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MethodsBody(
            @Schema(required = true) List<MethodView> items,

            @Schema(description = "Where the next page begins; absent on the last one.")
            String next) {}

    @POST
    @Operation(summary = "Add a payout method", description = "Role: creator.")
    @APIResponseSchema(value = MethodView.class, responseCode = "201", responseDescription = "Added.")
    @APIResponse(responseCode = "422", description = "DESTINATION_INVALID")
    public Uni<RestResponse<MethodView>> add(
            @Valid @NotNull AddRequest request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        var intent = IdempotencyKey.parse(key, clock.instant());
        var destination = Destination.parse(request.destination())
                .orElseThrow(() -> Problem.of(
                                422, "DESTINATION_INVALID", "This is neither an IBAN nor a token of the provider.")
                        .exception());
        return methods.add(caller.subject(), destination, request.currency(), intent)
                .map(answer -> Replays.created(answer.value(), answer.replayed()));
    }

    @GET
    @Operation(summary = "One's own payout methods", description = "Newest first. Role: creator.")
    public Uni<MethodsBody> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit,
            @QueryParam("after") String after) {
        return methods.of(caller.subject(), Cursors.parse(after), limit + 1)
                .map(found -> found.size() > limit
                        ? new MethodsBody(
                                found.subList(0, limit),
                                found.get(limit - 1).id().toString())
                        : new MethodsBody(found, null));
    }
}
